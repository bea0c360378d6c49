import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const catalog: Area = {
  words: [words.catalog],
  nav: [
    {
      group: 'nav.supply',
      to: '/catalog',
      label: 'nav.catalog',
      icon: 'tag',
      key: 'p',
      needs: ['catalog.see'],
    },
  ],
  pages: [
    {
      path: '/catalog',
      load: () => import('../../features/catalog/list').then((module) => module.CatalogPage),
    },
    {
      path: '/catalog/:id',
      load: () => import('../../features/catalog/page').then((module) => module.ProductPage),
    },
  ],
};
