import type { Catalog } from '@duan/kit';
import { zh } from './words/zh/all';

/** For tests: every word at once, whatever area a page belongs to. */
export const everyWord: Catalog = {
  zh,
  en: () => import('./words/en/all').then((module) => module.en),
};
