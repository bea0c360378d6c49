import { expect, test } from 'vitest';
import { type Draft, fromSchema, newDraft, toSchema, wrongWith } from './draft';

const draft = (patch: Partial<Draft>): Draft => ({ ...newDraft([]), title: '床位', ...patch });

test('a whole number keeps its unit and its limits', () => {
  const schema = toSchema('医院', [
    draft({ key: 'beds', type: 'integer', unit: '张', min: 0, max: 500, required: true }),
  ]);
  expect(schema.properties).toEqual({
    beds: {
      type: 'integer',
      title: '床位',
      'x-unit': '张',
      minimum: 0,
      maximum: 500,
      'x-order': 1,
    },
  });
  expect(schema.required).toEqual(['beds']);
  expect(schema.additionalProperties).toBe(false);
});

test('every kind of field survives the way to a schema and back', () => {
  const drafts = [
    draft({ id: 1, key: 'a', type: 'text', maxLength: 20 }),
    draft({ id: 2, key: 'b', type: 'area', description: '写清楚' }),
    draft({ id: 3, key: 'c', type: 'number', unit: '万元', min: 0 }),
    draft({ id: 4, key: 'd', type: 'flag' }),
    draft({ id: 5, key: 'e', type: 'date', required: true }),
    draft({ id: 6, key: 'f', type: 'choice', options: ['自管', '外包'] }),
    draft({ id: 7, key: 'g', type: 'choices', options: ['甲', '乙'] }),
    draft({ id: 8, key: 'h', type: 'texts', maxLength: 30 }),
  ];
  expect(fromSchema(toSchema('医院', drafts))).toEqual(drafts);
});

test('a new field takes the first free code', () => {
  expect(newDraft([draft({ id: 4, key: 'attr_2' })])).toMatchObject({ id: 5, key: 'attr_3' });
});

test('what is missing is named', () => {
  const good = draft({ id: 1, key: 'beds' });
  expect(wrongWith(good, [good])).toBe(undefined);
  expect(wrongWith(draft({ title: ' ' }), [])).toBe('title');
  expect(wrongWith(draft({ key: '床位' }), [])).toBe('key');
  expect(wrongWith(draft({ id: 2, key: 'beds' }), [good])).toBe('twice');
  expect(wrongWith(draft({ type: 'choice', options: ['甲', '甲'] }), [])).toBe('options');
  expect(wrongWith(draft({ type: 'integer', min: 5, max: 1 }), [])).toBe('range');
});
