import type { Tone } from '@duan/kit';

/** The colour of what a row counts as, from good to bad. */
const tones: Record<string, Tone> = {
  MET: 'green',
  COVERED: 'green',
  NOT_YET: 'blue',
  EMPTY: 'grey',
  LATE: 'amber',
  SHORT: 'amber',
  D1_30: 'amber',
  D31_60: 'amber',
  NOTHING: 'red',
  OVERDUE: 'red',
  D61_90: 'red',
  D91_180: 'red',
  D181: 'red',
};

export const toneOfPart = (state: string): Tone => tones[state] ?? 'grey';
