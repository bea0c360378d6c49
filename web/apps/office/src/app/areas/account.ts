import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const account: Area = {
  words: [words.account],
  nav: [
    {
      group: 'nav.mine',
      to: '/account',
      label: 'nav.account',
      icon: 'user',
      key: 'a',
      needs: [],
    },
  ],
  pages: [
    {
      path: '/account',
      load: () => import('../../features/account/page').then((module) => module.AccountPage),
    },
  ],
};
