import {
  Button,
  DataGrid,
  EmptyState,
  type GridFilter,
  Icon,
  PageHeader,
  TabBar,
  TabPanel,
} from '@duan/kit';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { TicketCard, useTicketColumns } from './columns';
import { loadTickets, queues, type TicketQueue, ticketsName, useCounts } from './queries';
import { ReportSheet } from './report';

/** Filters to choose from, and those that a link from another page brought along. */
function useTicketFilters(queue: TicketQueue): GridFilter[] {
  const t = useText();
  const [params] = useSearchParams();
  const linked = (['unit', 'terminal'] as const).flatMap((key) => {
    const value = params.get(key);
    if (!value) return [];
    const options = [{ value, label: t('care.filter.this') }];
    return [{ key, label: t(`care.filter.${key}`), options }];
  });
  const flag = (key: 'overdue' | 'mine') => ({
    key,
    label: t(`care.filter.${key}`),
    options: [{ value: 'true', label: t(`care.filter.${key}Only`) }],
  });
  const waiting = queue === 'OPEN' || queue === 'ALL';
  return [...(waiting ? [flag('overdue')] : []), flag('mine'), ...linked];
}

function Tickets({ queue }: { queue: TicketQueue }) {
  const t = useText();
  const columns = useTicketColumns();
  const filters = useTicketFilters(queue);
  const load = useMemo(() => loadTickets(queue), [queue]);
  return (
    <DataGrid
      key={queue}
      name={ticketsName(queue)}
      columns={columns}
      filters={filters}
      load={load}
      rowKey={(row) => row.id}
      rowLink={(row) => `/care/${row.id}`}
      card={(row) => <TicketCard row={row} />}
      empty={<EmptyState icon="care" title={t('care.empty.title')} hint={t('care.empty.hint')} />}
      emptyFiltered={{ title: t('care.emptyFiltered.title'), hint: t('care.emptyFiltered.hint') }}
    />
  );
}

function Actions({ onReport }: { onReport: () => void }) {
  const t = useText();
  const mayReport = useMay('care.report');
  const mayRenew = useMay('care.renew');
  return (
    <>
      {mayRenew && (
        <Link className="button-link" to="/care/renewals">
          <Icon name="calendar" size={16} />
          {t('care.renewals')}
        </Link>
      )}
      {mayReport && (
        <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={onReport}>
          {t('care.report')}
        </Button>
      )}
    </>
  );
}

/** All tickets in reach, by what is to do with them, and the way to report another. */
export function CarePage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const { data: counts } = useCounts();
  const asked = queues.find((one) => one === params.get('queue'));
  const queue = asked ?? (params.has('unit') ? 'ALL' : 'OPEN');
  const report = params.get('report');
  const put = (key: string, value: string | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value === null) next.delete(key);
      else next.set(key, value);
      return next;
    });
  const number = { OPEN: counts?.open, FOLLOW_UP: counts?.follow_up, CLOSED: null, ALL: null };
  return (
    <div className="page-fit care-page">
      <PageHeader
        title={t('care.title')}
        about={
          counts?.overdue ? (
            <span className="care-left-late">{t('care.overdue', { n: counts.overdue })}</span>
          ) : (
            t('care.about')
          )
        }
        actions={<Actions onReport={() => put('report', 'new')} />}
      />
      <TabBar
        label={t('care.tabs')}
        current={queue}
        onPick={(key) => put('queue', key)}
        items={queues.map((key) => ({
          key,
          label: t(`care.queue.${key}`),
          count: number[key] ? String(number[key]) : undefined,
        }))}
      />
      <TabPanel tab={queue}>
        <Tickets queue={queue} />
      </TabPanel>
      {report && (
        <ReportSheet
          unitId={report === 'new' ? undefined : report}
          onClose={() => put('report', null)}
        />
      )}
    </div>
  );
}
