import { type OutputUnit, Validator } from '@cfworker/json-schema';
import type { Translate } from '../i18n/i18n';
import type { KitKey } from '../i18n/zh';
import {
  type FieldSchema,
  type FormField,
  type FormSchema,
  type FormValues,
  fieldsOf,
  isBlank,
  typeOf,
  valueAt,
  withoutBlanks,
} from './schema';

export type FormErrors = Record<string, string>;
type Say = Translate<KitKey>;
type Words = { title: string; n: number | string; have: number; hint: string };

/** Keyword → sentence and the schema value it mentions. */
const sentences: Record<string, { key: KitKey; n?: (schema: FieldSchema) => number | undefined }> =
  {
    maxLength: { key: 'kit.form.maxLength', n: (schema) => schema.maxLength },
    minLength: { key: 'kit.form.minLength', n: (schema) => schema.minLength },
    minimum: { key: 'kit.form.minimum', n: (schema) => schema.minimum },
    maximum: { key: 'kit.form.maximum', n: (schema) => schema.maximum },
    maxItems: { key: 'kit.form.maxItems', n: (schema) => schema.maxItems },
    minItems: { key: 'kit.form.minItems', n: (schema) => schema.minItems },
    uniqueItems: { key: 'kit.form.uniqueItems' },
    enum: { key: 'kit.form.enum' },
  };

const numeric: Record<string, KitKey> = {
  number: 'kit.form.type.number',
  integer: 'kit.form.type.integer',
};

function keyOf(keyword: string, schema: FieldSchema): KitKey {
  if (keyword === 'type') return numeric[typeOf(schema)] ?? 'kit.form.type';
  if (keyword === 'pattern')
    return schema['x-pattern-hint'] ? 'kit.form.patternHint' : 'kit.form.pattern';
  if (keyword === 'format') return schema.format === 'email' ? 'kit.form.email' : 'kit.form.date';
  return sentences[keyword]?.key ?? 'kit.form.other';
}

function sentence(keyword: string, field: FormField, value: unknown, say: Say): string {
  const { schema, path } = field;
  const length = typeof value === 'string' ? [...value].length : 0;
  const words: Words = {
    title: schema.title ?? path,
    n: sentences[keyword]?.n?.(schema) ?? sentences[keyword]?.n?.(schema.items ?? {}) ?? '',
    have: length,
    hint: schema['x-pattern-hint'] ?? '',
  };
  return say(keyOf(keyword, schema), words);
}

/** `#/attributes/beds/0` → the field whose path starts it. */
function fieldAt(fields: FormField[], location: string): FormField | undefined {
  const path = location.replace(/^#\/?/, '').replaceAll('/', '.');
  return fields.find((field) => path === field.path || path.startsWith(`${field.path}.`));
}

const wrappers = new Set([
  'properties',
  'items',
  'required',
  'additionalProperties',
  '$ref',
  'allOf',
]);

function missing(fields: FormField[], values: FormValues, say: Say): FormErrors {
  const errors: FormErrors = {};
  for (const { path, schema, required } of fields) {
    if (!required || !isBlank(valueAt(values, path))) continue;
    const pick = schema.enum || schema.format?.startsWith('date');
    const key = pick ? 'kit.form.requiredPick' : 'kit.form.required';
    errors[path] = say(key, { title: schema.title ?? path });
  }
  return errors;
}

/** Field path → one sentence in the user's language; an empty object when the values are right. */
export function validate(schema: FormSchema, values: FormValues, say: Say): FormErrors {
  const fields = fieldsOf(schema);
  const kept = withoutBlanks(values);
  const errors = missing(fields, values, say);
  const result = new Validator(
    schema as ConstructorParameters<typeof Validator>[0],
    '2020-12',
    false,
  ).validate(kept);
  for (const unit of result.errors as OutputUnit[]) {
    if (wrappers.has(unit.keyword)) continue;
    const field = fieldAt(fields, unit.instanceLocation);
    if (field) errors[field.path] ??= sentence(unit.keyword, field, valueAt(kept, field.path), say);
  }
  return errors;
}
