import type { Area } from './area';
import { account } from './areas/account';
import { assets } from './areas/assets';
import { attributes } from './areas/attributes';
import { care } from './areas/care';
import { catalog } from './areas/catalog';
import { delivery } from './areas/delivery';
import { field } from './areas/field';
import { imports } from './areas/imports';
import { interactions } from './areas/interactions';
import { journey } from './areas/journey';
import { metrics } from './areas/metrics';
import { money } from './areas/money';
import { sales } from './areas/sales';
import { staff } from './areas/staff';
import { stock } from './areas/stock';
import { terminals } from './areas/terminals';

/** The product's areas in the order of the rail; the first page somebody may see is their home. */
export const areas: readonly Area[] = [
  metrics,
  journey,
  sales,
  money,
  catalog,
  stock,
  delivery,
  assets,
  field,
  care,
  terminals,
  interactions,
  imports,
  attributes,
  staff,
  account,
];
