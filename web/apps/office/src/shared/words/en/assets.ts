export const assets = {
  'assets.title': 'Devices',
};
