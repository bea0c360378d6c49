import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const imports: Area = {
  words: [words.imports],
  nav: [
    {
      group: 'nav.data',
      to: '/imports',
      label: 'nav.imports',
      icon: 'upload',
      key: 'm',
      needs: ['terminals.import'],
    },
  ],
  pages: [
    {
      path: '/imports',
      load: () => import('../../features/imports/history').then((module) => module.ImportHistory),
    },
    {
      path: '/imports/new',
      load: () => import('../../features/imports/page').then((module) => module.ImportPage),
    },
    {
      path: '/imports/:id',
      load: () => import('../../features/imports/page').then((module) => module.ImportPage),
    },
  ],
};
