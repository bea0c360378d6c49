import { account } from './account';
import { app } from './app';
import { assets } from './assets';
import { attributes } from './attributes';
import { care } from './care';
import { catalog } from './catalog';
import { delivery } from './delivery';
import { field } from './field';
import { imports } from './imports';
import { interactions } from './interactions';
import { journey } from './journey';
import { metrics } from './metrics';
import { money } from './money';
import { sales } from './sales';
import { staff } from './staff';
import { stock } from './stock';
import { terminals } from './terminals';

export const en = {
  ...account,
  ...app,
  ...assets,
  ...attributes,
  ...care,
  ...catalog,
  ...delivery,
  ...field,
  ...imports,
  ...interactions,
  ...journey,
  ...metrics,
  ...money,
  ...sales,
  ...staff,
  ...stock,
  ...terminals,
};
