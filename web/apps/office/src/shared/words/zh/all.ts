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

/** Every word of the office, for its types and its tests; the app itself loads an area's words with the area. */
export const zh = {
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
