import type { AttributeSet } from '@duan/api';
import {
  Card,
  Chip,
  dayOf,
  EmptyState,
  ErrorState,
  type FieldSchema,
  fieldsOf,
  Icon,
  PageHeader,
  Waiting,
} from '@duan/kit';
import { Link } from 'react-router';
import { useKinds, useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';
import { useAttributeSets } from './queries';

const placeOf = (set: AttributeSet) => [set.kind, set.region_code, set.department_code].join('/');

/** Versions of one place together, newest first. */
export function byPlace(sets: AttributeSet[]): AttributeSet[][] {
  const places = new Map<string, AttributeSet[]>();
  for (const set of [...sets].sort((a, b) => b.version - a.version))
    places.set(placeOf(set), [...(places.get(placeOf(set)) ?? []), set]);
  return [...places.values()];
}

function usePlaceLabel() {
  const t = useText();
  const { label, region, regionOptions } = useLabels();
  const { data: kinds } = useKinds();
  return (set: AttributeSet) => {
    const province =
      regionOptions.find(({ value }) => set.region_code?.startsWith(value))?.label ?? '';
    const department = kinds?.departments.find(({ code }) => code === set.department_code)?.label;
    return [
      label('kind', set.kind),
      set.region_code ? region(set.region_code, province) : t('attributes.allRegions'),
      set.department_code ? (department ?? set.department_code) : '',
    ].filter(Boolean);
  };
}

function Place({ versions }: { versions: AttributeSet[] }) {
  const t = useText();
  const place = usePlaceLabel();
  const [current, ...older] = versions;
  if (!current) return null;
  const fields = fieldsOf(current.schema as FieldSchema);
  return (
    <Card
      title={
        <span className="title-line">
          {current.title}
          <Chip>{t('attributes.version', { n: current.version })}</Chip>
        </span>
      }
      extra={
        <Link className="button-link button-link-small" to={`/attributes/new?from=${current.id}`}>
          <Icon name="edit" size={15} />
          {t('attributes.revise')}
        </Link>
      }
    >
      <div className="stack stack-tight">
        <p className="quiet">
          {place(current).join(' · ')} ·{' '}
          {t('attributes.published', {
            name: current.published_by_name,
            at: dayOf(current.published_at),
          })}
        </p>
        <p className="row">
          {fields.map(({ path, schema }) => (
            <Chip key={path}>{schema.title ?? path}</Chip>
          ))}
        </p>
        {older.length > 0 && (
          <details className="older">
            <summary>{t('attributes.older', { n: older.length })}</summary>
            <ul>
              {older.map((set) => (
                <li key={set.id}>
                  {t('attributes.version', { n: set.version })} ·{' '}
                  {t('attributes.fields', { n: fieldsOf(set.schema as FieldSchema).length })} ·{' '}
                  {t('attributes.published', {
                    name: set.published_by_name,
                    at: dayOf(set.published_at),
                  })}{' '}
                  <Link className="underlined" to={`/attributes/new?from=${set.id}`}>
                    {t('attributes.revise')}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Card>
  );
}

export function AttributeSets() {
  const t = useText();
  const { data: sets, error, refetch } = useAttributeSets();
  const define = (
    <Link className="button-link button-link-primary" to="/attributes/new">
      <Icon name="plus" size={16} />
      {t('attributes.new')}
    </Link>
  );
  const body = () => {
    if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
    if (!sets) return <Waiting rows={6} />;
    if (sets.length === 0)
      return (
        <EmptyState
          icon="fields"
          title={t('attributes.empty.title')}
          hint={t('attributes.empty.hint')}
          action={define}
        />
      );
    return byPlace(sets).map((versions) => (
      <Place key={placeOf(versions[0] as AttributeSet)} versions={versions} />
    ));
  };
  return (
    <div className="page-body page-middle">
      <PageHeader title={t('attributes.title')} about={t('attributes.about')} actions={define} />
      {body()}
    </div>
  );
}
