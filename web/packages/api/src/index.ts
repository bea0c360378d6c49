export { api, goToLogin, passwordMustChange, take } from './client';
export { download, upload } from './files';
export { newKey } from './ids';
export { limits } from './limits';
export { Problem, problemOf, type Where } from './problem';
export type * from './types';
