export const field = {
  'field.title': '现场',
} as const;
