import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const delivery: Area = {
  words: [words.delivery],
  nav: [
    {
      group: 'nav.supply',
      to: '/delivery',
      label: 'nav.delivery',
      icon: 'truck',
      key: 'x',
      needs: ['delivery.see'],
    },
  ],
  pages: [
    {
      path: '/delivery',
      load: () => import('../../features/delivery/list').then((module) => module.DeliveryPage),
    },
    {
      path: '/delivery/:id',
      load: () => import('../../features/delivery/page').then((module) => module.ShipmentPage),
    },
  ],
};
