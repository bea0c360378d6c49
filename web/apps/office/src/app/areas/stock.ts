import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const stock: Area = {
  words: [words.stock],
  nav: [
    {
      group: 'nav.supply',
      to: '/stock',
      label: 'nav.stock',
      icon: 'boxes',
      key: 'w',
      needs: ['stock.see'],
    },
  ],
  pages: [
    {
      path: '/stock',
      load: () => import('../../features/stock/list').then((module) => module.StockPage),
    },
    {
      path: '/stock/receipts/:id',
      load: () => import('../../features/stock/receipt').then((module) => module.ReceiptPage),
    },
  ],
};
