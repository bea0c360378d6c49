import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const care: Area = {
  words: [words.care],
  nav: [
    {
      group: 'nav.service',
      to: '/care',
      label: 'nav.care',
      icon: 'care',
      key: 'c',
      needs: ['care.see'],
    },
  ],
  pages: [
    {
      path: '/care',
      load: () => import('../../features/care/list').then((module) => module.CarePage),
    },
    {
      path: '/care/renewals',
      load: () => import('../../features/care/renewals').then((module) => module.RenewalsPage),
    },
    {
      path: '/care/:id',
      load: () => import('../../features/care/page').then((module) => module.TicketPage),
    },
  ],
};
