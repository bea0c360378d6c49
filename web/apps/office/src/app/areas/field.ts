import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const field: Area = {
  words: [words.field],
  nav: [
    {
      group: 'nav.service',
      to: '/field',
      label: 'nav.field',
      icon: 'wrench',
      key: 'f',
      needs: ['field.see'],
    },
  ],
  pages: [
    {
      path: '/field',
      load: () => import('../../features/field/list').then((module) => module.FieldPage),
    },
    {
      path: '/field/:id',
      load: () => import('../../features/field/page').then((module) => module.TaskPage),
    },
    {
      path: '/field/training/:id',
      load: () => import('../../features/field/training').then((module) => module.TrainingPage),
    },
  ],
};
