export const money = {
  'money.title': '回款',
} as const;
