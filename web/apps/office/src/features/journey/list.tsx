import type { JourneyRow } from '@duan/api';
import { DataGrid, dayOf, EmptyState, type GridColumn, PageHeader, StatusTag } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { listName, loadJourneys } from './queries';

const nameOf = (row: JourneyRow) => row.title || row.terminal_name;
const placeOf = (row: JourneyRow) =>
  [row.terminal_name, row.department_name].filter(Boolean).join(' · ');

function Reached({ row }: { row: JourneyRow }) {
  const t = useText();
  if (!row.reached) return null;
  const stage = t(`journey.stage.${row.reached}`);
  return <StatusTag tone="brand">{t('journey.reached', { stage })}</StatusTag>;
}

function useJourneyColumns(): GridColumn<JourneyRow>[] {
  const t = useText();
  return useMemo(
    () => [
      { key: 'title', title: t('journey.col.title'), width: 320, render: nameOf },
      { key: 'place', title: t('journey.col.place'), width: 330, render: placeOf },
      {
        key: 'reached',
        title: t('journey.col.reached'),
        width: 160,
        render: (row) => <Reached row={row} />,
      },
      {
        key: 'reached_at',
        title: t('journey.col.reachedAt'),
        width: 150,
        render: (row) => row.reached_at && dayOf(row.reached_at),
      },
      {
        key: 'begun_at',
        title: t('journey.col.begunAt'),
        width: 130,
        render: (row) => <span className="quiet">{dayOf(row.begun_at)}</span>,
      },
    ],
    [t],
  );
}

/** A deal on a phone. */
function JourneyCard({ row }: { row: JourneyRow }) {
  const t = useText();
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{nameOf(row)}</span>
        <Reached row={row} />
      </span>
      <span className="row-card-line">
        <span>{placeOf(row)}</span>
        {row.reached_at && <span>{t('journey.reachedAt', { at: dayOf(row.reached_at) })}</span>}
      </span>
    </>
  );
}

/** Every deal in reach and how far it got, the newest first. */
export function JourneysPage() {
  const t = useText();
  const columns = useJourneyColumns();
  const hint = t('journey.empty.hint');
  return (
    <div className="page-fit">
      <PageHeader title={t('journey.title')} about={t('journey.about')} />
      <DataGrid
        plain
        name={listName}
        columns={columns}
        filters={[]}
        load={loadJourneys}
        rowKey={(row) => row.deal_id}
        rowLink={(row) => `/journeys/${row.deal_id}`}
        card={(row) => <JourneyCard row={row} />}
        empty={<EmptyState icon="route" title={t('journey.empty.title')} hint={hint} />}
        emptyFiltered={{ title: t('journey.empty.title'), hint }}
      />
    </div>
  );
}
