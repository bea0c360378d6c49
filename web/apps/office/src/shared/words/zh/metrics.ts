export const metrics = {
  'metrics.title': '看板',
} as const;
