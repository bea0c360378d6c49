import { limits, type Terminal } from '@duan/api';
import type { FieldSchema, FormSchema, FormValues } from '@duan/kit';
import { isRegionCode } from '@duan/rules';
import { useMemo, useState } from 'react';
import { useKinds, useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';
import { useAttributeSchema } from './queries';

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

type Limits = { maxItems: number; items: FieldSchema };
const most = limits.AddIn;

function useCoreFields(departmentMatters: boolean): Record<string, FieldSchema> {
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
    const list = (most: Limits): FieldSchema => ({
      type: 'array',
      maxItems: most.maxItems,
      items: { type: 'string', ...most.items },
      uniqueItems: true,
    });
    const fields: Record<string, FieldSchema> = {
      name: { ...text, ...most.name, description: t('terminals.field.nameHint'), 'x-wide': true },
      short_name: { ...text, ...most.short_name },
      level: choice('level'),
      grade: choice('grade'),
      ownership: choice('ownership'),
      beds: {
        type: ['integer', 'null'],
        ...most.beds,
        'x-unit': t('terminals.field.bedsUnit'),
      },
      standard_codes: {
        type: 'array',
        maxItems: most.standard_codes.maxItems,
        ...(departmentMatters ? { description: t('terminals.field.departmentHint') } : {}),
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
      address: { ...text, ...most.address },
      phones: list(most.phones),
      phone_note: { ...text, ...most.phone_note, 'x-wide': true },
      uscc: {
        ...text,
        pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$',
        'x-pattern-hint': t('terminals.field.usccPattern'),
      },
      licence_no: { ...text, ...most.licence_no },
      licence_expires_on: { type: ['string', 'null'], format: 'date' },
      aliases: list(most.aliases),
      tags: list(most.tags),
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
  }, [t, options, kinds, departmentMatters]);
}

/** The form of one kind of terminal with the attributes declared for it. */
export function useTerminalSchema(
  kind: string,
  attributes: Record<string, unknown> | null | undefined,
): FormSchema {
  const t = useText();
  const core = useCoreFields(kind === 'DEPARTMENT');
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

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The form of a terminal whose custom attributes follow the chosen region and departments. */
export function useFollowingForm(kind: string, initial: FormValues) {
  const [values, setValues] = useState(initial);
  const region = String(values.region_code ?? '');
  const attributes = useAttributeSchema(
    kind,
    isRegionCode(region) ? region : '',
    texts(values.standard_codes),
  );
  return { schema: useTerminalSchema(kind, attributes.data?.schema), follow: setValues };
}

/** The values that may be sent: attributes of departments no longer chosen stay typed but are left out. */
export function sendable(
  values: FormValues,
  schema: FormSchema,
  stored: Record<string, unknown> = {},
): FormValues {
  const known = schema.properties.attributes?.properties ?? {};
  const typed = Object.entries((values.attributes ?? {}) as FormValues);
  const kept = typed.filter(([name]) => name in known || name in stored);
  return { ...values, attributes: Object.fromEntries(kept) };
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
