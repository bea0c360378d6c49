import type { FormSchema } from '@duan/kit';
import { expect, test } from 'vitest';
import { sendable } from './terminal-form';

const schema: FormSchema = {
  type: 'object',
  properties: { attributes: { type: 'object', properties: { ct_units: { type: 'integer' } } } },
};

test('attributes of a department that is no longer chosen are not sent', () => {
  const typed = { name: '放射科', attributes: { ct_units: 3, beds_icu: 8 } };
  expect(sendable(typed, schema)).toEqual({ name: '放射科', attributes: { ct_units: 3 } });
});

test('what a terminal already had stays', () => {
  const typed = { attributes: { ct_units: 3, beds_icu: 8 } };
  expect(sendable(typed, schema, { beds_icu: 8 })).toEqual(typed);
});
