import { app } from './app';
import { interactions } from './interactions';
import { terminals } from './terminals';

export const en = { ...app, ...interactions, ...terminals };
