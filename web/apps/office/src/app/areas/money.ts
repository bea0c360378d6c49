import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const money: Area = {
  words: [words.money],
  nav: [
    {
      group: 'nav.business',
      to: '/money',
      label: 'nav.money',
      icon: 'money',
      key: 'r',
      needs: ['money.see'],
    },
  ],
  pages: [
    {
      path: '/money',
      load: () => import('../../features/money/list').then((module) => module.MoneyPage),
    },
  ],
};
