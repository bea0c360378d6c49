export const delivery = {
  'delivery.title': '出库',
} as const;
