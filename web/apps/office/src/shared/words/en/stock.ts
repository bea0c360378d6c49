export const stock = {
  'stock.title': 'Stock',
};
