import type { Import } from '@duan/api';
import { Button, Card, Note, ProblemNote, Select } from '@duan/kit';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { ScopeSelect } from '../../shared/scope-select';
import { useOwnScopes } from '../../shared/scopes';
import { useText } from '../../shared/text';
import { firstMapping, type Mapping, mapped, missingFields, unusedColumns } from './mapping';
import { useImportWrites } from './queries';

type Field = Import['fields'][number];
type RowProps = {
  field: Field;
  item: Import;
  mapping: Mapping;
  onPick: (header: string | undefined) => void;
};

function FieldRow({ field, item, mapping, onPick }: RowProps) {
  const t = useText();
  const id = useId();
  const header = mapping[field.code];
  const column = item.columns.find((candidate) => candidate.header === header);
  const guessed = column?.guess === field.code && Object.keys(item.mapping).length === 0;
  return (
    <li className={field.required && !header ? 'map-row map-row-missing' : 'map-row'}>
      <label htmlFor={id}>
        {field.label}
        {field.required && <span className="map-required">{t('imports.map.required')}</span>}
        {field.hint && <small className="quiet">{field.hint}</small>}
      </label>
      <Select
        id={id}
        className="wide"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('imports.map.none')}
        value={header ?? null}
        options={item.columns
          .filter((candidate) => candidate.header !== '')
          .map((candidate) => ({
            value: candidate.header,
            label: `${candidate.letter} · ${candidate.header}`,
          }))}
        onChange={(next) => onPick(next ?? undefined)}
      />
      <span className="map-samples">
        {guessed && <span className="chip">{t('imports.map.guessed')}</span>}
        {column?.samples.filter(Boolean).slice(0, 2).join(' ／ ')}
      </span>
    </li>
  );
}

type Duplicates = 'skip' | 'update' | 'add';

/** Confirm the columns, where the rows go and what happens to likely duplicates. */
export function MapStep({ item, onStarted }: { item: Import; onStarted: () => void }) {
  const t = useText();
  const scopeId = useId();
  const duplicatesId = useId();
  const { check } = useImportWrites();
  const scopes = useOwnScopes();
  const [mapping, setMapping] = useState<Mapping>(() => firstMapping(item));
  const [scope, setScope] = useState<number | null>(item.scope_id);
  const [duplicates, setDuplicates] = useState<Duplicates>(item.duplicates);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const missing = missingFields(item, mapping);
  const unused = unusedColumns(item, mapping);

  // Where a field stands is settled at first sight, so that no row jumps away under the pointer.
  const [first] = useState(mapping);
  const used = item.fields.filter(({ code, required }) => required || first[code]);
  const unusedFields = item.fields.filter((field) => !used.includes(field));
  const row = (field: Field) => (
    <FieldRow
      key={field.code}
      field={field}
      item={item}
      mapping={mapping}
      onPick={(header) => setMapping((before) => mapped(before, field.code, header))}
    />
  );

  const start = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await check(item.id, { mapping, scope_id: scope, duplicates });
      onStarted();
    } catch (caught) {
      setProblem(caught);
    } finally {
      setPending(false);
    }
  };

  return (
    <Card title={t('imports.map.title')}>
      <div className="stack">
        <p className="quiet">{t('imports.map.about')}</p>
        {item.already_loaded_as && (
          <Note tone="blue">
            <p>
              {t('imports.already')}{' '}
              <Link className="underlined" to={`/imports/${item.already_loaded_as}`}>
                {t('imports.alreadyOpen')}
              </Link>
            </p>
          </Note>
        )}
        {item.rows_total === 0 && (
          <Note tone="amber" icon="warning">
            <p>{t('imports.map.noRows')}</p>
          </Note>
        )}
        <ul className="map">
          <li className="map-head" aria-hidden="true">
            <span>{t('imports.map.field')}</span>
            <span>{t('imports.map.column')}</span>
            <span>{t('imports.map.samples')}</span>
          </li>
          {used.map(row)}
        </ul>
        {unusedFields.length > 0 && (
          <details className="older">
            <summary>{t('imports.map.others', { n: unusedFields.length })}</summary>
            <ul className="map">{unusedFields.map(row)}</ul>
          </details>
        )}
        {unused.length > 0 && (
          <p className="quiet">{t('imports.map.unused', { columns: unused.join('、') })}</p>
        )}
        <div className="map-options">
          <div className="field">
            <label htmlFor={scopeId}>{t('imports.map.scope')}</label>
            <ScopeSelect
              id={scopeId}
              value={scope}
              options={scopes}
              blank={t('imports.map.scopeByRegion')}
              describedBy={`${scopeId}-about`}
              onChange={setScope}
            />
            <p id={`${scopeId}-about`} className="field-about">
              {t('imports.map.scopeHint')}
            </p>
          </div>
          <div className="field">
            <label htmlFor={duplicatesId}>{t('imports.map.duplicates')}</label>
            <Select<Duplicates>
              id={duplicatesId}
              value={duplicates}
              onChange={setDuplicates}
              options={(['skip', 'update', 'add'] as const).map((value) => ({
                value,
                label: t(`imports.dup.${value}`),
              }))}
            />
          </div>
        </div>
        <ProblemNote problem={problem} />
        {missing.length > 0 && (
          <Note tone="amber" icon="warning">
            <p>{t('imports.map.missing', { fields: missing.join('、') })}</p>
          </Note>
        )}
        <div className="row row-end">
          <Link className="button-link" to="/imports/new">
            {t('imports.again')}
          </Link>
          <Button type="primary" disabled={missing.length > 0} loading={pending} onClick={start}>
            {t('imports.map.submit')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
