/** Longer names first: Edge also calls itself Chrome, and Chrome calls itself Safari. */
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const first = (names: [RegExp, string][], agent: string) =>
  names.find(([pattern]) => pattern.test(agent))?.[1];

/** A browser's long self-description as people say it: `Chrome · Windows`; anything else stays, shortened. */
export function deviceLabel(agent: string): string {
  const known = [first(browsers, agent), first(systems, agent)].filter(Boolean);
  return known.length > 0 ? known.join(' · ') : agent.slice(0, 60);
}
