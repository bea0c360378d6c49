import type { IconName, LazyWords } from '@duan/kit';
import type { ComponentType } from 'react';
import type { TextKey } from '../shared/text';

export type NavEntry = {
  group: TextKey;
  to: string;
  label: TextKey;
  icon: IconName;
  /** Letter after `g`; no other entry has it. */
  key: string;
  /** Any one of these actions shows the entry; nobody needs one for an empty list. */
  needs: readonly string[];
};

export type AreaPage = {
  path: string;
  load: () => Promise<ComponentType>;
  /** Words of other areas that this page shows besides those of its own. */
  words?: readonly LazyWords[];
};

/** One area of the product: what the rail says about it, its addresses, and the words its pages use. */
export type Area = {
  words: readonly LazyWords[];
  nav: readonly NavEntry[];
  pages: readonly AreaPage[];
};
