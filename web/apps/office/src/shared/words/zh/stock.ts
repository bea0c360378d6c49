export const stock = {
  'stock.title': '库存',
} as const;
