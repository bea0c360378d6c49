export const money = {
  'money.title': 'Receivables',
};
