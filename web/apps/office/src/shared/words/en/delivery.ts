export const delivery = {
  'delivery.title': 'Delivery',
};
