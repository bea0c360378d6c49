import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const sales: Area = {
  words: [words.sales],
  nav: [
    {
      group: 'nav.business',
      to: '/sales',
      label: 'nav.sales',
      icon: 'deal',
      key: 'o',
      needs: ['sales.see'],
    },
  ],
  pages: [
    {
      path: '/sales',
      load: () => import('../../features/sales/list').then((module) => module.SalesPage),
    },
    {
      path: '/sales/:id',
      load: () => import('../../features/sales/page').then((module) => module.DealPage),
    },
  ],
};
