import { type FieldSchema, type FormSchema, typeOf } from '@duan/kit';

/** What the builder edits: one declared field in plain words. */
export type Draft = {
  /** Stays the same while the field is moved and renamed. */
  id: number;
  key: string;
  title: string;
  type: DraftType;
  required: boolean;
  unit: string;
  options: string[];
  min: number | null;
  max: number | null;
  maxLength: number | null;
  description: string;
};

export const draftTypes = [
  'text',
  'area',
  'integer',
  'number',
  'flag',
  'date',
  'choice',
  'choices',
  'texts',
] as const;
export type DraftType = (typeof draftTypes)[number];

export const isNumeric = (type: DraftType) => type === 'integer' || type === 'number';
export const hasOptions = (type: DraftType) => type === 'choice' || type === 'choices';
export const hasLength = (type: DraftType) =>
  type === 'text' || type === 'area' || type === 'texts';

/** A new field with the first free code `attr_1`, `attr_2` … */
export function newDraft(drafts: readonly Draft[]): Draft {
  const used = new Set(drafts.map(({ key }) => key));
  let n = drafts.length + 1;
  while (used.has(`attr_${n}`)) n += 1;
  const id = Math.max(0, ...drafts.map((draft) => draft.id)) + 1;
  return {
    id,
    key: `attr_${n}`,
    title: '',
    type: 'text',
    required: false,
    unit: '',
    options: [],
    min: null,
    max: null,
    maxLength: null,
    description: '',
  };
}

const shapes: Record<DraftType, (draft: Draft) => FieldSchema> = {
  text: () => ({ type: 'string' }),
  area: () => ({ type: 'string', 'x-widget': 'textarea' }),
  integer: () => ({ type: 'integer' }),
  number: () => ({ type: 'number' }),
  flag: () => ({ type: 'boolean' }),
  date: () => ({ type: 'string', format: 'date' }),
  choice: ({ options }) => ({ type: 'string', enum: options }),
  choices: ({ options }) => ({
    type: 'array',
    items: { type: 'string', enum: options },
    uniqueItems: true,
  }),
  texts: ({ maxLength }) => ({
    type: 'array',
    items: { type: 'string', ...(maxLength ? { maxLength } : {}) },
    uniqueItems: true,
  }),
};

function limits({ type, unit, min, max, maxLength }: Draft): FieldSchema {
  if (isNumeric(type))
    return {
      ...(unit ? { 'x-unit': unit } : {}),
      ...(min !== null ? { minimum: min } : {}),
      ...(max !== null ? { maximum: max } : {}),
    };
  return (type === 'text' || type === 'area') && maxLength ? { maxLength } : {};
}

/** JSON Schema 2020-12 of the drafts, in their order. */
export function toSchema(
  title: string,
  drafts: readonly Draft[],
): FormSchema & Record<string, unknown> {
  const properties = Object.fromEntries(
    drafts.map((draft, index): [string, FieldSchema] => [
      draft.key,
      {
        ...shapes[draft.type](draft),
        ...limits(draft),
        title: draft.title.trim(),
        ...(draft.description.trim() ? { description: draft.description.trim() } : {}),
        'x-order': index + 1,
      },
    ]),
  );
  const required = drafts.filter((draft) => draft.required).map(({ key }) => key);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    title,
    properties,
    required,
    additionalProperties: false,
  };
}

function draftType(schema: FieldSchema): DraftType {
  const type = typeOf(schema);
  if (type === 'array') return schema.items?.enum ? 'choices' : 'texts';
  if (type === 'boolean') return 'flag';
  if (type === 'integer' || type === 'number') return type;
  if (schema.enum) return 'choice';
  if (schema.format === 'date') return 'date';
  return schema['x-widget'] === 'textarea' ? 'area' : 'text';
}

/** Drafts of a published schema, to make the next version from. */
export function fromSchema(schema: FieldSchema): Draft[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .sort(([, a], [, b]) => (a['x-order'] ?? 999) - (b['x-order'] ?? 999))
    .map(([key, field], index) => ({
      id: index + 1,
      key,
      title: field.title ?? key,
      type: draftType(field),
      required: required.has(key),
      unit: field['x-unit'] ?? '',
      options: (field.enum ?? field.items?.enum ?? []).map(String),
      min: field.minimum ?? null,
      max: field.maximum ?? null,
      maxLength: field.maxLength ?? field.items?.maxLength ?? null,
      description: field.description ?? '',
    }));
}

export type Wrong = 'title' | 'key' | 'twice' | 'options' | 'range';

/** What keeps a draft from being published; undefined when nothing does. */
export function wrongWith(draft: Draft, drafts: readonly Draft[]): Wrong | undefined {
  if (draft.title.trim() === '') return 'title';
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(draft.key)) return 'key';
  if (drafts.some((other) => other.id !== draft.id && other.key === draft.key)) return 'twice';
  if (hasOptions(draft.type) && new Set(draft.options).size < 2) return 'options';
  const { min, max } = draft;
  return isNumeric(draft.type) && min !== null && max !== null && max < min ? 'range' : undefined;
}
