export const catalog = {
  'catalog.title': '产品',
} as const;
