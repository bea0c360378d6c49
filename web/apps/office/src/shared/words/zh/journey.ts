export const journey = {
  'journey.title': '全程',
} as const;
