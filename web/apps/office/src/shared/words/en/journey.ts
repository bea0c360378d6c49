export const journey = {
  'journey.title': 'Journeys',
};
