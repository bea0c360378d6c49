import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const interactions: Area = {
  words: [words.interactions],
  nav: [
    {
      group: 'nav.archive',
      to: '/interactions',
      label: 'nav.interactions',
      icon: 'talk',
      key: 'i',
      needs: ['terminals.see'],
    },
  ],
  pages: [
    {
      path: '/interactions',
      load: () =>
        import('../../features/interactions/list').then((module) => module.InteractionList),
    },
  ],
};
