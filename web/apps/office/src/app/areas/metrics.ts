import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const metrics: Area = {
  words: [words.metrics],
  nav: [
    {
      group: 'nav.business',
      to: '/dashboard',
      label: 'nav.dashboard',
      icon: 'board',
      key: 'b',
      needs: ['metrics.see'],
    },
  ],
  pages: [
    {
      path: '/dashboard',
      load: () => import('../../features/metrics/dashboard').then((module) => module.DashboardPage),
    },
  ],
};
