export const field = {
  'field.title': 'Field work',
};
