export const metrics = {
  'metrics.title': 'Dashboard',
};
