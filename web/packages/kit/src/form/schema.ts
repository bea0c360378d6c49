/** The part of JSON Schema 2020-12 our forms speak. `x-` keywords only guide the eye; the server ignores them. */
export type FieldSchema = {
  type?: string | readonly string[];
  title?: string;
  description?: string;
  enum?: readonly (string | number)[];
  /** Stored value → shown label, where the two differ. */
  'x-labels'?: Readonly<Record<string, string>>;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  /** Says in words what `pattern` wants. */
  'x-pattern-hint'?: string;
  'x-unit'?: string;
  'x-order'?: number;
  'x-widget'?: 'textarea' | 'password' | 'radio';
  /** Takes the whole row of a two-column form. */
  'x-wide'?: boolean;
  items?: FieldSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Readonly<Record<string, FieldSchema>>;
  required?: readonly string[];
  default?: unknown;
};
export type FormSchema = FieldSchema & { properties: Readonly<Record<string, FieldSchema>> };
export type FormValues = Record<string, unknown>;

/** One input: `path` is dotted (`attributes.beds_icu`), the form the server names fields in. */
export type FormField = { path: string; schema: FieldSchema; required: boolean; group: string };

/** The type besides `null`. */
export function typeOf(schema: FieldSchema): string {
  const all = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'string'];
  return String(all.find((type) => type !== 'null') ?? 'string');
}

function inOrder(properties: Readonly<Record<string, FieldSchema>>): [string, FieldSchema][] {
  const order = (schema: FieldSchema) => schema['x-order'] ?? Number.MAX_SAFE_INTEGER;
  return Object.entries(properties).sort(([, a], [, b]) => order(a) - order(b));
}

/** All inputs of a form in their order; a nested object becomes a titled group. */
export function fieldsOf(schema: FieldSchema, prefix = '', group = ''): FormField[] {
  const required = new Set(schema.required ?? []);
  return inOrder(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    if (typeOf(field) === 'object') return fieldsOf(field, path, field.title ?? name);
    return [{ path, schema: field, required: required.has(name), group }];
  });
}

export function valueAt(values: FormValues, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], values);
}

export function withValue(values: FormValues, path: string, value: unknown): FormValues {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...values, [name]: value };
  const inner = (values[name] ?? {}) as FormValues;
  return { ...values, [name]: withValue(inner, rest.join('.'), value) };
}

export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** The values without blank ones: what is validated and what a new record is made from. */
export function withoutBlanks(values: FormValues): FormValues {
  const kept: FormValues = {};
  for (const [name, value] of Object.entries(values)) {
    if (isBlank(value)) continue;
    const nested = typeof value === 'object' && !Array.isArray(value);
    kept[name] = nested ? withoutBlanks(value as FormValues) : value;
  }
  return kept;
}

function blankOf(schema: FieldSchema): unknown {
  const type = typeOf(schema);
  if (type === 'array') return [];
  if (type === 'object') return {};
  if (type === 'boolean') return false;
  return type === 'string' && !schema.format?.startsWith('date') ? '' : null;
}

/** The values with every top-level field present, so that a revision can also clear one. */
export function withBlanks(schema: FormSchema, values: FormValues): FormValues {
  const filled: FormValues = { ...withoutBlanks(values) };
  for (const [name, field] of Object.entries(schema.properties))
    if (filled[name] === undefined) filled[name] = blankOf(field);
  return filled;
}

export function defaultsOf(schema: FieldSchema): FormValues {
  let values: FormValues = {};
  for (const { path, schema: field } of fieldsOf(schema))
    if (field.default !== undefined) values = withValue(values, path, field.default);
  return values;
}

export const sameValue = (a: unknown, b: unknown) =>
  (isBlank(a) && isBlank(b)) || JSON.stringify(a) === JSON.stringify(b);
