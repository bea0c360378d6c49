import { expect, test } from 'vitest';
import { fill } from '../i18n/i18n';
import { type KitKey, zh } from '../i18n/zh';
import {
  defaultsOf,
  type FormSchema,
  fieldsOf,
  withBlanks,
  withoutBlanks,
  withValue,
} from './schema';
import { validate } from './validate';

const say = (key: KitKey, values?: Record<string, string | number>) => fill(zh[key], values);

const schema: FormSchema = {
  type: 'object',
  required: ['name', 'level'],
  properties: {
    name: { type: 'string', title: '名称', maxLength: 4, 'x-order': 2 },
    level: { type: 'string', title: '级别', enum: ['1', '2', '3'], 'x-order': 1 },
    beds: { type: ['integer', 'null'], title: '床位', minimum: 0, maximum: 5000 },
    region: { type: 'string', title: '区划', pattern: '^\\d{6}$', 'x-pattern-hint': '6 位数字' },
    opened: { type: 'string', title: '启用日', format: 'date' },
    mail: { type: 'string', title: '邮箱', format: 'email' },
    tags: {
      type: 'array',
      title: '标签',
      items: { type: 'string', maxLength: 3 },
      maxItems: 2,
      uniqueItems: true,
    },
    attributes: {
      type: 'object',
      title: '扩展属性',
      required: ['spd'],
      properties: { spd: { type: 'string', title: '管理方式', enum: ['自管', '外包'] } },
    },
  },
};
const good = { name: '甲医院', level: '3', attributes: { spd: '自管' } };

test('right values have no errors', () => {
  expect(validate(schema, good, say)).toEqual({});
});

test('what is missing is asked for by its name, inside groups too', () => {
  expect(validate(schema, { name: ' ' }, say)).toEqual({
    name: '请填写名称',
    level: '请选择级别',
    'attributes.spd': '请选择管理方式',
  });
});

test.each([
  ['name', '很长的医院名称', '名称最多 4 个字，现在是 7 个'],
  ['level', '4', '级别只能从列表里选'],
  ['beds', 12.5, '床位要填整数'],
  ['beds', -1, '床位不能小于 0'],
  ['beds', 9999, '床位不能大于 5000'],
  ['region', '42', '区划的格式不对：6 位数字'],
  ['opened', '去年', '启用日要填日期，例如 2026-11-05'],
  ['mail', '张三', '邮箱要填邮箱地址'],
  ['tags', ['甲', '乙', '丙'], '标签最多 2 项'],
  ['tags', ['甲', '甲'], '标签里有重复的项'],
  ['tags', ['很长的标签'], '标签最多 3 个字，现在是 0 个'],
])('%s = %j says what is wrong', (path, value, message) => {
  expect(validate(schema, { ...good, [path]: value }, say)).toEqual({ [path]: message });
});

test('a blank optional field is no error', () => {
  expect(validate(schema, { ...good, beds: null, region: '', tags: [] }, say)).toEqual({});
});

test('fields come in their order and nested ones carry their group', () => {
  const fields = fieldsOf(schema);
  expect(fields.slice(0, 2).map(({ path }) => path)).toEqual(['level', 'name']);
  expect(fields.at(-1)).toMatchObject({
    path: 'attributes.spd',
    group: '扩展属性',
    required: true,
  });
});

test('a nested value is set without touching its neighbours', () => {
  expect(withValue({ attributes: { a: 1 } }, 'attributes.b', 2)).toEqual({
    attributes: { a: 1, b: 2 },
  });
});

test('blank values are left out of a new record and spelled out in a revision', () => {
  expect(withoutBlanks({ name: '甲', beds: null, tags: [], attributes: { spd: '' } })).toEqual({
    name: '甲',
    attributes: {},
  });
  expect(withBlanks(schema, { name: '甲', tags: [] })).toEqual({
    name: '甲',
    level: '',
    beds: null,
    region: '',
    opened: null,
    mail: '',
    tags: [],
    attributes: {},
  });
});

test('defaults of the schema are the first values', () => {
  expect(
    defaultsOf({ type: 'object', properties: { on: { type: 'boolean', default: true } } }),
  ).toEqual({ on: true });
});
