import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const assets: Area = {
  words: [words.assets],
  nav: [
    {
      group: 'nav.service',
      to: '/devices',
      label: 'nav.devices',
      icon: 'device',
      key: 'e',
      needs: ['assets.see'],
    },
  ],
  pages: [
    {
      path: '/devices',
      load: () => import('../../features/assets/list').then((module) => module.DevicesPage),
    },
    {
      path: '/devices/:id',
      load: () => import('../../features/assets/page').then((module) => module.DevicePage),
    },
  ],
};
