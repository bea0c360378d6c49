import { words } from '../../shared/words/areas';
import type { Area } from '../area';

export const journey: Area = {
  words: [words.journey],
  nav: [
    {
      group: 'nav.business',
      to: '/journeys',
      label: 'nav.journeys',
      icon: 'route',
      key: 'l',
      needs: ['sales.see', 'field.see', 'care.see'],
    },
  ],
  pages: [
    {
      path: '/journeys',
      load: () => import('../../features/journey/list').then((module) => module.JourneysPage),
    },
    {
      path: '/journeys/:id',
      load: () => import('../../features/journey/page').then((module) => module.JourneyPage),
    },
  ],
};
