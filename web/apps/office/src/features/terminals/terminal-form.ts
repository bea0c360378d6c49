import type { Terminal } from '@duan/api';
import type { FieldSchema, FormSchema, FormValues } from '@duan/kit';
import { useMemo } from 'react';
import { useKinds, useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';

/** Which fields a kind of terminal is asked for, in order. */
const everywhere = [
  'name',
  'short_name',
  'aliases',
  'region_code',
  'address',
  'phones',
  'phone_note',
  'tags',
];
const institution = [
  'level',
  'grade',
  'ownership',
  'beds',
  'uscc',
  'licence_no',
  'licence_expires_on',
];
const extra: Record<string, string[]> = {
  HOSPITAL: [...institution, 'standard_codes'],
  CAMPUS: ['beds', 'licence_no', 'licence_expires_on'],
  DEPARTMENT: ['beds', 'standard_codes'],
  WARD: ['beds', 'standard_codes'],
  OPERATING_SUITE: ['standard_codes'],
  DISTRIBUTOR: ['ownership', 'uscc'],
  REGIONAL_AGENT: ['ownership', 'uscc'],
};

export const fieldNames = (kind: string) => [...everywhere, ...(extra[kind] ?? [])];

/** The declared attributes as a nested group; identifiers would confuse the validator once nested. */
function attributesField(
  schema: Record<string, unknown> | null | undefined,
  title: string,
): FieldSchema | null {
  if (!schema || Object.keys((schema.properties as object | undefined) ?? {}).length === 0)
    return null;
  const { $id: _id, $schema: _schema, ...rest } = schema;
  return { ...(rest as FieldSchema), type: 'object', title, 'x-order': 1000 };
}

function useCoreFields(): Record<string, FieldSchema> {
  const t = useText();
  const { options } = useLabels();
  const { data: kinds } = useKinds();
  return useMemo(() => {
    const choice = (family: 'level' | 'grade' | 'ownership'): FieldSchema => {
      const all = options(family);
      return {
        type: 'string',
        enum: all.map(({ value }) => value),
        'x-labels': Object.fromEntries(all.map(({ value, label }) => [value, label])),
      };
    };
    const departments = kinds?.departments ?? [];
    const text: FieldSchema = { type: 'string' };
    const list: FieldSchema = {
      type: 'array',
      items: { type: 'string', maxLength: 60 },
      maxItems: 20,
      uniqueItems: true,
    };
    const fields: Record<string, FieldSchema> = {
      name: { ...text, maxLength: 120, description: t('terminals.field.nameHint'), 'x-wide': true },
      short_name: { ...text, maxLength: 60 },
      level: choice('level'),
      grade: choice('grade'),
      ownership: choice('ownership'),
      beds: {
        type: ['integer', 'null'],
        minimum: 0,
        maximum: 20_000,
        'x-unit': t('terminals.field.bedsUnit'),
      },
      standard_codes: {
        type: 'array',
        items: {
          type: 'string',
          enum: departments.map(({ code }) => code),
          'x-labels': Object.fromEntries(
            departments.map(({ code, label }) => [code, `${code} ${label}`]),
          ),
        },
      },
      region_code: {
        ...text,
        pattern: '^\\d{6}$',
        'x-pattern-hint': t('terminals.field.regionPattern'),
      },
      address: { ...text, maxLength: 200 },
      phones: list,
      phone_note: { ...text, maxLength: 200, 'x-wide': true },
      uscc: {
        ...text,
        pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$',
        'x-pattern-hint': t('terminals.field.usccPattern'),
      },
      licence_no: { ...text, maxLength: 60 },
      licence_expires_on: { type: ['string', 'null'], format: 'date' },
      aliases: list,
      tags: list,
    };
    return Object.fromEntries(
      Object.entries(fields).map(([name, field], index) => [
        name,
        {
          ...field,
          title: t(`terminals.field.${name}` as 'terminals.field.name'),
          'x-order': index,
        },
      ]),
    );
  }, [t, options, kinds]);
}

/** The form of one kind of terminal with the attributes declared for it. */
export function useTerminalSchema(
  kind: string,
  attributes: Record<string, unknown> | null | undefined,
): FormSchema {
  const t = useText();
  const core = useCoreFields();
  return useMemo(() => {
    const names = new Set(fieldNames(kind));
    const properties = Object.fromEntries(Object.entries(core).filter(([name]) => names.has(name)));
    const declared = attributesField(attributes, t('terminals.profile.attributes'));
    return {
      type: 'object',
      properties: declared ? { ...properties, attributes: declared } : properties,
      required: kind === 'HOSPITAL' ? ['name', 'region_code'] : ['name'],
    };
  }, [core, kind, attributes, t]);
}

/** What the edit form starts from. */
export function valuesOf(terminal: Terminal): FormValues {
  const all: FormValues = {
    ...terminal,
    standard_codes: terminal.standard_codes.map(({ code }) => code),
  };
  const names = [...fieldNames(terminal.kind), 'attributes'];
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** Only what differs: the audit sentence then names just the fields that were changed. */
export function changesOf(before: FormValues, after: FormValues): FormValues {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(before[name] ?? null) !== JSON.stringify(value),
    ),
  );
}
