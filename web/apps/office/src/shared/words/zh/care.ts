export const care = {
  'care.title': '售后',
} as const;
