import type { Terminal } from '@duan/api';
import {
  Card,
  Chip,
  type Fact,
  Facts,
  type FieldSchema,
  fieldsOf,
  MaskedText,
  momentOf,
  valueAt,
} from '@duan/kit';
import type { ReactNode } from 'react';
import { useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';
import { fieldNames } from './terminal-form';

const chips = (texts: string[]): ReactNode =>
  texts.length === 0 ? null : (
    <span className="row">
      {texts.map((text) => (
        <Chip key={text}>{text}</Chip>
      ))}
    </span>
  );

/** A declared attribute as it reads: units, yes or no, several entries as chips. */
function shown(value: unknown, schema: FieldSchema, words: { yes: string; no: string }): ReactNode {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return chips(value.map(String));
  const text = schema['x-labels']?.[String(value)] ?? String(value);
  return schema['x-unit'] ? `${text} ${schema['x-unit']}` : text;
}

function useFacts(terminal: Terminal): { basic: Fact[]; licence: Fact[] } {
  const t = useText();
  const { label, region, rank } = useLabels();
  const asked = new Set(fieldNames(terminal.kind));
  const pick = (name: string, fact: Fact): Fact[] => (asked.has(name) ? [fact] : []);
  return {
    basic: [
      ...pick('level', {
        label: t('terminals.field.rank'),
        value: rank(terminal.kind, terminal.level, terminal.grade),
      }),
      ...pick('ownership', {
        label: t('terminals.field.ownership'),
        value: label('ownership', terminal.ownership),
      }),
      ...pick('beds', {
        label: t('terminals.field.beds'),
        value: terminal.beds?.toLocaleString('en-US'),
      }),
      {
        label: t('terminals.field.region'),
        value: region(terminal.region_code, terminal.region_name),
      },
      { label: t('terminals.field.scope'), value: terminal.scope_name },
      { label: t('terminals.field.terminal_no'), value: terminal.terminal_no },
      { label: t('terminals.field.address'), value: terminal.address, wide: true },
      {
        label: t('terminals.field.phones'),
        value: terminal.phones.map((phone) => (
          <div key={phone}>
            <MaskedText value={phone} />
          </div>
        )),
      },
      { label: t('terminals.field.phone_note'), value: terminal.phone_note },
      { label: t('terminals.field.aliases'), value: chips(terminal.aliases), wide: true },
      ...pick('standard_codes', {
        label: t('terminals.field.standard_codes'),
        value: chips(terminal.standard_codes.map(({ code, label: text }) => `${code} ${text}`)),
        wide: true,
      }),
      { label: t('terminals.field.tags'), value: chips(terminal.tags), wide: true },
      { label: t('terminals.field.created_at'), value: momentOf(terminal.created_at) },
      { label: t('terminals.field.updated_at'), value: momentOf(terminal.updated_at) },
    ],
    licence: [
      ...pick('uscc', {
        label: t('terminals.field.uscc'),
        value: terminal.uscc && <span className="mono">{terminal.uscc}</span>,
      }),
      ...pick('licence_no', {
        label: t('terminals.field.licence_no'),
        value: terminal.licence_no && <span className="mono">{terminal.licence_no}</span>,
      }),
      ...pick('licence_expires_on', {
        label: t('terminals.field.licence_expires_on'),
        value: terminal.licence_expires_on,
      }),
    ],
  };
}

export function Profile({ terminal }: { terminal: Terminal }) {
  const t = useText();
  const { basic, licence } = useFacts(terminal);
  const words = { yes: t('kit.yes'), no: t('kit.no') };
  const declared = fieldsOf((terminal.attribute_schema ?? {}) as FieldSchema).map(
    ({ path, schema }) => ({
      label: schema.title ?? path,
      value: shown(valueAt(terminal.attributes, path), schema, words),
    }),
  );
  return (
    <>
      <Card title={t('terminals.profile.basic')}>
        <Facts items={basic} />
      </Card>
      {licence.length > 0 && (
        <Card title={t('terminals.profile.licence')}>
          <Facts items={licence} />
        </Card>
      )}
      <Card title={t('terminals.profile.attributes')}>
        {declared.length > 0 ? (
          <Facts items={declared} />
        ) : (
          <p className="quiet">{t('terminals.profile.attributesEmpty')}</p>
        )}
      </Card>
    </>
  );
}
