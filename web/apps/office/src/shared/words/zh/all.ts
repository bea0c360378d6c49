import { app } from './app';
import { terminals } from './terminals';

export const zh = { ...app, ...terminals };
