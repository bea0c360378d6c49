import type { LazyWords } from '@duan/kit';

/** The words of each area, fetched with the area's first page. */
export const words = {
  account: {
    zh: () => import('./zh/account').then((module) => module.account),
    en: () => import('./en/account').then((module) => module.account),
  },
  assets: {
    zh: () => import('./zh/assets').then((module) => module.assets),
    en: () => import('./en/assets').then((module) => module.assets),
  },
  attributes: {
    zh: () => import('./zh/attributes').then((module) => module.attributes),
    en: () => import('./en/attributes').then((module) => module.attributes),
  },
  care: {
    zh: () => import('./zh/care').then((module) => module.care),
    en: () => import('./en/care').then((module) => module.care),
  },
  catalog: {
    zh: () => import('./zh/catalog').then((module) => module.catalog),
    en: () => import('./en/catalog').then((module) => module.catalog),
  },
  delivery: {
    zh: () => import('./zh/delivery').then((module) => module.delivery),
    en: () => import('./en/delivery').then((module) => module.delivery),
  },
  field: {
    zh: () => import('./zh/field').then((module) => module.field),
    en: () => import('./en/field').then((module) => module.field),
  },
  imports: {
    zh: () => import('./zh/imports').then((module) => module.imports),
    en: () => import('./en/imports').then((module) => module.imports),
  },
  interactions: {
    zh: () => import('./zh/interactions').then((module) => module.interactions),
    en: () => import('./en/interactions').then((module) => module.interactions),
  },
  journey: {
    zh: () => import('./zh/journey').then((module) => module.journey),
    en: () => import('./en/journey').then((module) => module.journey),
  },
  metrics: {
    zh: () => import('./zh/metrics').then((module) => module.metrics),
    en: () => import('./en/metrics').then((module) => module.metrics),
  },
  money: {
    zh: () => import('./zh/money').then((module) => module.money),
    en: () => import('./en/money').then((module) => module.money),
  },
  sales: {
    zh: () => import('./zh/sales').then((module) => module.sales),
    en: () => import('./en/sales').then((module) => module.sales),
  },
  staff: {
    zh: () => import('./zh/staff').then((module) => module.staff),
    en: () => import('./en/staff').then((module) => module.staff),
  },
  stock: {
    zh: () => import('./zh/stock').then((module) => module.stock),
    en: () => import('./en/stock').then((module) => module.stock),
  },
  terminals: {
    zh: () => import('./zh/terminals').then((module) => module.terminals),
    en: () => import('./en/terminals').then((module) => module.terminals),
  },
} satisfies Record<string, LazyWords>;
