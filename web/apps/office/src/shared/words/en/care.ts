export const care = {
  'care.title': 'After-sales',
};
