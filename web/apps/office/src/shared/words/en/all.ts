import { app } from './app';
import { terminals } from './terminals';

export const en = { ...app, ...terminals };
