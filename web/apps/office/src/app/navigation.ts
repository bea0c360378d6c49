import type { NavGroup } from '@duan/kit';
import { useMemo } from 'react';
import { type TextKey, useText } from '../shared/text';
import type { NavEntry } from './area';
import { areas } from './areas';

/** The entries somebody with these actions sees, in the order of the rail. */
export function entriesFor(actions: readonly string[]): NavEntry[] {
  return areas
    .flatMap(({ nav }) => nav)
    .filter(({ needs }) => needs.length === 0 || needs.some((action) => actions.includes(action)));
}

/** The rail: an entry appears when the actions of the signed-in person allow its page. */
export function useNavigation(actions: readonly string[]): NavGroup[] {
  const t = useText();
  return useMemo(() => {
    const groups = new Map<TextKey, NavGroup>();
    for (const { group, to, label, icon, key } of entriesFor(actions)) {
      const items = groups.get(group)?.items ?? [];
      groups.set(group, { title: t(group), items: [...items, { to, label: t(label), icon, key }] });
    }
    return [...groups.values()];
  }, [t, actions]);
}
