/** The colours of the product, once: CSS variables and antd tokens are both made from these. */
export type Palette = Record<
  | 'ground'
  | 'surface'
  | 'sunken'
  | 'line'
  | 'line-strong'
  | 'ink'
  | 'quiet'
  | 'faint'
  | 'brand'
  | 'brand-strong'
  | 'brand-soft'
  | 'on-brand'
  | 'rail'
  | 'rail-ink'
  | 'rail-quiet'
  | 'rail-active'
  | 'rail-line'
  | 'seal'
  | 'green'
  | 'green-soft'
  | 'amber'
  | 'amber-soft'
  | 'red'
  | 'red-soft'
  | 'blue'
  | 'blue-soft'
  | 'grey-soft'
  | 'mark'
  | 'shadow',
  string
>;

export const light: Palette = {
  ground: '#f6f5f1',
  surface: '#ffffff',
  sunken: '#faf9f6',
  line: '#e7e4dc',
  'line-strong': '#d2cec3',
  ink: '#18211f',
  quiet: '#55605c',
  faint: '#69736f',
  brand: '#0e5f58',
  'brand-strong': '#0a4843',
  'brand-soft': '#e4efec',
  'on-brand': '#ffffff',
  rail: '#11292a',
  'rail-ink': '#eef4f2',
  'rail-quiet': '#a6bab7',
  'rail-active': '#1f3e3e',
  'rail-line': '#234244',
  seal: '#c8553d',
  green: '#1c6b3f',
  'green-soft': '#e3f1e8',
  amber: '#85560a',
  'amber-soft': '#faf0d9',
  red: '#ab2f24',
  'red-soft': '#fbe9e6',
  blue: '#28568a',
  'blue-soft': '#e6eef7',
  'grey-soft': '#eeece6',
  mark: '#fbe7a8',
  shadow: 'rgb(23 33 31 / 14%)',
};

export const dark: Palette = {
  ground: '#101514',
  surface: '#171d1c',
  sunken: '#131918',
  line: '#29322f',
  'line-strong': '#3d4845',
  ink: '#e7ecea',
  quiet: '#a9b4b0',
  faint: '#909c98',
  brand: '#63c4b7',
  'brand-strong': '#8cd8cd',
  'brand-soft': '#183531',
  'on-brand': '#07231f',
  rail: '#0c1110',
  'rail-ink': '#e7ecea',
  'rail-quiet': '#98a5a1',
  'rail-active': '#1a2624',
  'rail-line': '#222b29',
  seal: '#d5654c',
  green: '#7fd0a0',
  'green-soft': '#16301f',
  amber: '#e2b866',
  'amber-soft': '#352910',
  red: '#f2958a',
  'red-soft': '#3c1c18',
  blue: '#92bdea',
  'blue-soft': '#172a3f',
  'grey-soft': '#252d2b',
  mark: '#5d4c14',
  shadow: 'rgb(0 0 0 / 55%)',
};

/** Write the palette to the document so that plain CSS sees it. */
export function paint(palette: Palette, mode: 'light' | 'dark'): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  root.style.colorScheme = mode;
  for (const [name, value] of Object.entries(palette)) root.style.setProperty(`--${name}`, value);
}
