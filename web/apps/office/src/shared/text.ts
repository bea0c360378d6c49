import { type Catalog, type KitKey, useTranslate } from '@duan/kit';
import type { zh } from './words/zh/all';
import { app } from './words/zh/app';

/** Any word of the office; a page sees those of its own area (app/areas) and the ones every page has. */
export type TextKey = keyof typeof zh | KitKey;

/** What the frame needs before any area is opened. */
export const catalog: Catalog = {
  zh: app,
  en: () => import('./words/en/app').then((module) => module.app),
};

export const useText = () => useTranslate<TextKey>();
