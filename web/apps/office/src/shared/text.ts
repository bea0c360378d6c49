import { type Catalog, type KitKey, useTranslate } from '@duan/kit';
import { zh } from './words/zh/all';

export type TextKey = keyof typeof zh | KitKey;

export const catalog: Catalog = {
  zh,
  en: () => import('./words/en/all').then((module) => module.en),
};

export const useText = () => useTranslate<TextKey>();
