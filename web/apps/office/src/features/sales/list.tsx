import type { DealRow } from '@duan/api';
import { Button, DataGrid, EmptyState, type GridFilter, Icon, PageHeader } from '@duan/kit';
import { lazy, Suspense, useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { DealCard, stages, useDealColumns } from './columns';
import { listName, loadDeals, useStages } from './queries';
import './sales.css';

const NewLead = lazy(() => import('./new-lead').then((module) => ({ default: module.NewLead })));
const narrowing = ['q', 'mine', 'waiting', 'terminal'];

function useDealFilters(terminal: string | null): GridFilter[] {
  const t = useText();
  return useMemo(() => {
    const one = (key: 'mine' | 'waiting') => ({
      key,
      label: t(`sales.filter.${key}`),
      options: [{ value: 'true', label: t(`sales.filter.${key}.true`) }],
    });
    const of = { value: terminal ?? '', label: t('sales.filter.terminal.this') };
    return [
      {
        key: 'stage',
        label: t('sales.col.stage'),
        options: stages.map((value) => ({ value, label: t(`sales.stage.${value}`) })),
      },
      one('mine'),
      one('waiting'),
      ...(terminal ? [{ key: 'terminal', label: t('sales.filter.terminal'), options: [of] }] : []),
    ];
  }, [t, terminal]);
}

/** The stages with how many deals stand at each; a click narrows the list. */
function Pipeline() {
  const t = useText();
  const [params] = useSearchParams();
  const counted = Object.fromEntries(
    narrowing.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? '']] : [])),
  );
  const { data } = useStages(counted);
  const current = params.get('stage');
  return (
    <nav className="pipeline" aria-label={t('sales.pipeline')}>
      {stages.map((stage) => {
        const next = new URLSearchParams(params);
        if (stage === current) next.delete('stage');
        else next.set('stage', stage);
        return (
          <Link
            key={stage}
            to={{ search: next.toString() }}
            replace
            className={`pipeline-stage pipeline-${stage.toLowerCase()}`}
            {...(stage === current ? { 'aria-current': 'true' as const } : {})}
          >
            <span className="pipeline-name">{t(`sales.stage.${stage}`)}</span>
            <span className="pipeline-count">{data ? data[stage] : '–'}</span>
          </Link>
        );
      })}
    </nav>
  );
}

/** All deals in reach, from lead to order. */
export function SalesPage() {
  const t = useText();
  const columns = useDealColumns();
  const mayWork = useMay('sales.work');
  const [params, setParams] = useSearchParams();
  const filters = useDealFilters(params.get('terminal'));
  const creating = mayWork && params.get('new') === '1';
  const create = (open: boolean) =>
    setParams((before) => {
      if (open) before.set('new', '1');
      else before.delete('new');
      return before;
    });
  const button = mayWork && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => create(true)}>
      {t('sales.new')}
    </Button>
  );
  return (
    <div className="page-fit">
      <PageHeader title={t('sales.title')} about={t('sales.about')} actions={button} />
      <Pipeline />
      <DataGrid<DealRow>
        name={listName}
        columns={columns}
        filters={filters}
        load={loadDeals}
        rowKey={(row) => row.id}
        rowLink={(row) => `/sales/${row.id}`}
        card={(row) => <DealCard row={row} />}
        empty={
          <EmptyState
            icon="deal"
            title={t('sales.empty.title')}
            hint={t('sales.empty.hint')}
            action={button}
          />
        }
        emptyFiltered={{
          title: t('sales.emptyFiltered.title'),
          hint: t('sales.emptyFiltered.hint'),
        }}
      />
      {creating && (
        <Suspense>
          <NewLead terminal={params.get('terminal') ?? undefined} onClose={() => create(false)} />
        </Suspense>
      )}
    </div>
  );
}
