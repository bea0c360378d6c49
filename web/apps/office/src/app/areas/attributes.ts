import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const attributes: Area = {
  words: [words.attributes],
  nav: [
    {
      group: 'nav.data',
      to: '/attributes',
      label: 'nav.attributes',
      icon: 'fields',
      key: 'd',
      needs: ['terminals.define'],
    },
  ],
  pages: [
    {
      path: '/attributes',
      load: () => import('../../features/attributes/list').then((module) => module.AttributeSets),
    },
    {
      path: '/attributes/new',
      load: () =>
        import('../../features/attributes/builder').then((module) => module.AttributeBuilder),
    },
  ],
};
