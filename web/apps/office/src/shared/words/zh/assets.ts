export const assets = {
  'assets.title': '设备',
} as const;
