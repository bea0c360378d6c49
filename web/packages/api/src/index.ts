export { api, goToLogin, take } from './client';
export { download, upload } from './files';
export { newKey } from './ids';
export { Problem, problemOf, type Where } from './problem';
export type * from './types';
