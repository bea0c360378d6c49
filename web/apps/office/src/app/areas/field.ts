import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const field: Area = {
  words: [words.field],
  nav: [
    {
      group: 'nav.service',
      to: '/onsite',
      label: 'nav.field',
      icon: 'wrench',
      key: 'f',
      needs: ['field.see'],
    },
  ],
  pages: [
    {
      path: '/onsite',
      load: () => import('../../features/field/list').then((module) => module.FieldPage),
    },
    {
      path: '/onsite/:id',
      load: () => import('../../features/field/page').then((module) => module.TaskPage),
    },
    {
      path: '/onsite/training/:id',
      load: () => import('../../features/field/training').then((module) => module.TrainingPage),
    },
  ],
};
