import { account } from './account';
import { app } from './app';
import { attributes } from './attributes';
import { imports } from './imports';
import { interactions } from './interactions';
import { staff } from './staff';
import { terminals } from './terminals';

export const en = {
  ...account,
  ...app,
  ...attributes,
  ...imports,
  ...interactions,
  ...staff,
  ...terminals,
};
