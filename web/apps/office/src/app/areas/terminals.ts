import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const terminals: Area = {
  words: [words.terminals],
  nav: [
    {
      group: 'nav.archive',
      to: '/terminals',
      label: 'nav.terminals',
      icon: 'terminal',
      key: 't',
      needs: ['terminals.see'],
    },
  ],
  pages: [
    {
      path: '/terminals',
      load: () => import('../../features/terminals/list').then((module) => module.TerminalList),
    },
    {
      path: '/terminals/:id',
      load: () => import('../../features/terminals/page').then((module) => module.TerminalPage),
      words: [words.interactions, words.journey],
    },
  ],
};
