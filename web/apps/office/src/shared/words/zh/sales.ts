export const sales = {
  'sales.title': '商机与合同',
} as const;
