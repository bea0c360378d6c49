export const sales = {
  'sales.title': 'Deals',
};
