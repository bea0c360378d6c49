import type { ReactNode } from 'react';

/** Our own line icons on a 20-unit grid; decorative, so a button around one needs its own label. */
const paths = {
  terminal: 'M4 17V6.5L10 3l6 3.5V17M2.5 17h15M8 17v-4h4v4M10 6.5v3M8.5 8h3',
  talk: 'M3.5 4.5h13v9h-6l-4 3v-3h-3zM6.5 7.7h7M6.5 10.3h4.5',
  upload: 'M10 13V4M6.5 7.2 10 3.7l3.5 3.5M3.5 13v3.3h13V13',
  download: 'M10 3.7V13M6.5 9.6 10 13.1l3.5-3.5M3.5 13.5v2.8h13v-2.8',
  fields: 'M3.5 5h5M3.5 10h5M3.5 15h5M11.5 3.5h5v3h-5zM11.5 8.5h5v3h-5zM11.5 13.5h5v3h-5z',
  user: 'M10 10.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.8 16.8c.7-2.7 3.2-4.2 6.2-4.2s5.5 1.5 6.2 4.2',
  search: 'M9 14.2A5.2 5.2 0 1 0 9 3.8a5.2 5.2 0 0 0 0 10.4zM12.9 12.9l3.6 3.6',
  plus: 'M10 4v12M4 10h12',
  close: 'm5 5 10 10M15 5 5 15',
  check: 'm4 10.5 4 4 8-9',
  down: 'm5.5 8 4.5 4.5L14.5 8',
  right: 'm8 5.5 4.5 4.5L8 14.5',
  left: 'M12 5.5 7.5 10l4.5 4.5',
  more: 'M4.6 10h.01M10 10h.01M15.4 10h.01',
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  columns: 'M3.5 4h13v12h-13zM8 4v12M12.2 4v12',
  filter: 'M3.5 5.5h13M6 10h8M8.5 14.5h3',
  bookmark: 'M5.5 3.5h9v13L10 13.2l-4.5 3.3z',
  eye: 'M2.5 10S5.3 5 10 5s7.5 5 7.5 5-2.8 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  edit: 'M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2zM11.2 6.2l2.6 2.6',
  move: 'M10 3v14M3 10h14M8 5l2-2 2 2M8 15l2 2 2-2M5 8l-2 2 2 2M15 8l2 2-2 2',
  merge: 'M5 3.5v3.2c0 3 5 2.6 5 6v3.8M15 3.5v3.2c0 3-5 2.6-5 6M7.5 14.2l2.5 2.5 2.5-2.5',
  flag: 'M5 17V3.5M5 4h9.5l-2 3.2 2 3.3H5',
  clock: 'M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10 6.3V10l2.6 1.7',
  warning: 'M10 3.5 17.5 16h-15zM10 8v3.6M10 13.7h.01',
  info: 'M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM10 9.2v4M10 6.7h.01',
  lock: 'M5 9h10v7.5H5zM7 9V6.7a3 3 0 0 1 6 0V9',
  phone:
    'M5 3.5h2.6l1.2 3.3-1.7 1.4c.8 1.9 2.3 3.6 4.5 4.7l1.6-1.7 3.2 1.4v2.8c-6.3 1.3-13.2-5.6-11.4-11.9z',
  mail: 'M3 5h14v10H3zM3.3 5.5 10 10.8l6.7-5.3',
  pin: 'M10 17s5.2-4.8 5.2-8.7a5.2 5.2 0 1 0-10.4 0C4.8 12.2 10 17 10 17zM10 10a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  tree: 'M4 4h5v3.5H4zM11 9.5h5V13h-5zM11 14.5h5V18h-5zM6.5 7.5v8.8H11M6.5 11.2H11',
  arrowUp: 'M10 16V4.5M5.5 8.8 10 4.3l4.5 4.5',
  arrowDown: 'M10 4v11.5M5.5 11.2l4.5 4.5 4.5-4.5',
  trash: 'M4 5.8h12M8 5.8V4h4v1.8M5.5 5.8l.7 10.7h7.6l.7-10.7',
  copy: 'M7 7h9v9.5H7zM4 13V3.5h9',
  file: 'M5 3h6.5L15 6.5V17H5zM11.3 3v3.7H15M7.5 10h5M7.5 13h5',
  out: 'M8 4H4v12h4M12.5 6.5 16 10l-3.5 3.5M16 10H7.5',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M15.3 4.7l-1.4 1.4M6.1 13.9l-1.4 1.4',
  refresh: 'M16 10a6 6 0 1 1-1.8-4.3M16.2 3.2v3.3h-3.3',
  keyboard: 'M2.5 5.5h15v9h-15zM5.3 8.3h.01M8.4 8.3h.01M11.6 8.3h.01M14.7 8.3h.01M6.5 11.7h7',
  shield: 'M10 3l6 2.2v4.3c0 3.6-2.5 6-6 7.5-3.5-1.5-6-3.9-6-7.5V5.2z',
  undo: 'M7 4.5 3.5 8 7 11.5M3.8 8h7.4a4.3 4.3 0 0 1 0 8.5H7.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
