import type { NavGroup, NavItem } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../shared/text';

type Entry = NavItem & { needs?: string | string[] };

/** The rail: an entry appears when the actions of the signed-in person allow its page. */
export function useNavigation(actions: string[]): NavGroup[] {
  const t = useText();
  return useMemo(() => {
    const entries: { title: string; items: Entry[] }[] = [
      {
        title: t('nav.archive'),
        items: [
          {
            to: '/terminals',
            label: t('nav.terminals'),
            icon: 'terminal',
            key: 't',
            needs: 'terminals.see',
          },
          {
            to: '/interactions',
            label: t('nav.interactions'),
            icon: 'talk',
            key: 'i',
            needs: 'terminals.see',
          },
        ],
      },
      {
        title: t('nav.data'),
        items: [
          {
            to: '/imports',
            label: t('nav.imports'),
            icon: 'upload',
            key: 'm',
            needs: 'terminals.import',
          },
          {
            to: '/attributes',
            label: t('nav.attributes'),
            icon: 'fields',
            key: 'd',
            needs: 'terminals.define',
          },
        ],
      },
      {
        title: t('nav.people'),
        items: [
          {
            to: '/staff',
            label: t('nav.staff'),
            icon: 'shield',
            key: 's',
            needs: ['people.manage', 'access.see'],
          },
        ],
      },
      {
        title: t('nav.mine'),
        items: [{ to: '/account', label: t('nav.account'), icon: 'user', key: 'a' }],
      },
    ];
    return entries
      .map(({ title, items }) => ({
        title,
        items: items.filter(
          ({ needs }) => !needs || [needs].flat().some((action) => actions.includes(action)),
        ),
      }))
      .filter(({ items }) => items.length > 0);
  }, [t, actions]);
}
