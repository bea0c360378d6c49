import { DataGrid, EmptyState, type GridFilter, PageHeader } from '@duan/kit';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../../shared/text';
import { MilestoneCard, useMoneyColumns } from './columns';
import { OpenMilestone } from './milestone';
import './money.css';
import { listName, loadMilestones } from './queries';
import { Totals } from './totals';

const shown = ['OVERDUE', 'DUE', 'PLANNED', 'PAID'] as const;

/** What is owed to us: the longest due first, and the way to write down what came in. */
export function MoneyPage() {
  const t = useText();
  const columns = useMoneyColumns();
  const [params, setParams] = useSearchParams();
  const open = params.get('open');
  const filters = useMemo<GridFilter[]>(
    () => [
      {
        key: 'show',
        label: t('money.show'),
        options: shown.map((value) => ({ value, label: t(`money.show.${value}`) })),
      },
    ],
    [t],
  );
  const to = (id: string) => {
    const next = new URLSearchParams(params);
    next.set('open', id);
    return `/money?${next}`;
  };
  const close = () =>
    setParams((before) => {
      before.delete('open');
      return before;
    });
  return (
    <div className="page-fit">
      <PageHeader title={t('money.title')} about={t('money.about')} />
      <Totals />
      <DataGrid
        name={listName}
        columns={columns}
        filters={filters}
        load={loadMilestones}
        rowKey={(row) => row.id}
        rowLink={(row) => to(row.id)}
        card={(row) => <MilestoneCard row={row} />}
        empty={
          <EmptyState icon="money" title={t('money.empty.title')} hint={t('money.empty.hint')} />
        }
        emptyFiltered={{
          title: t('money.emptyFiltered.title'),
          hint: t('money.emptyFiltered.hint'),
        }}
      />
      {open && <OpenMilestone key={open} id={open} onClose={close} />}
    </div>
  );
}
