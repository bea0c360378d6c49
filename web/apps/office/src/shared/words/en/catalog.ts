export const catalog = {
  'catalog.title': 'Products',
};
