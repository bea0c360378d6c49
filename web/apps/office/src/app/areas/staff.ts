import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const staff: Area = {
  words: [words.staff, words.account, words.terminals],
  nav: [
    {
      group: 'nav.people',
      to: '/staff',
      label: 'nav.staff',
      icon: 'shield',
      key: 's',
      needs: ['people.manage', 'access.see'],
    },
  ],
  pages: [
    {
      path: '/staff',
      load: () => import('../../features/staff/page').then((module) => module.StaffPage),
    },
  ],
};
