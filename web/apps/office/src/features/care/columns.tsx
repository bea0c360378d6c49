import type { TicketRow } from '@duan/api';
import { type GridColumn, momentOf } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { NextClock } from './clock';
import { deviceOf, placeOf, TicketState } from './states';

export function useTicketColumns(): GridColumn<TicketRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'title',
        title: t('care.col.title'),
        width: 196,
        render: (row) => row.title,
        hint: (row) => row.ticket_no,
      },
      {
        key: 'left',
        title: t('care.col.left'),
        width: 212,
        render: (row) => <NextClock row={row} />,
      },
      {
        key: 'status',
        title: t('care.col.status'),
        width: 100,
        render: (row) => <TicketState status={row.status} />,
      },
      {
        key: 'place',
        title: t('care.col.place'),
        width: 200,
        render: (row) => placeOf(row),
      },
      {
        key: 'device',
        title: t('care.col.device'),
        width: 244,
        render: (row) => (
          <>
            {deviceOf(row)} <span className="quiet">{row.serial_no}</span>
          </>
        ),
      },
      {
        key: 'serial',
        title: t('care.fact.serial'),
        width: 140,
        hidden: true,
        render: (row) => <span className="mono">{row.serial_no}</span>,
      },
      {
        key: 'sla',
        title: t('care.col.sla'),
        width: 112,
        render: (row) =>
          `${t('care.sla', { class: row.sla_class })} · ${t(row.covered ? 'care.covered' : 'care.notCovered')}`,
      },
      {
        key: 'engineer',
        title: t('care.col.engineer'),
        width: 88,
        render: (row) => row.taken_by_name,
      },
      {
        key: 'reported',
        title: t('care.col.reported'),
        width: 150,
        hidden: true,
        render: (row) => <span className="quiet">{momentOf(row.reported_at)}</span>,
      },
    ],
    [t],
  );
}

/** What a ticket becomes on a phone. */
export function TicketCard({ row }: { row: TicketRow }) {
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{row.title}</span>
        <TicketState status={row.status} />
      </span>
      <span className="row-card-line">
        <NextClock row={row} />
        <span>{row.ticket_no}</span>
        <span>{placeOf(row)}</span>
        <span>{deviceOf(row)}</span>
        {row.taken_by_name && <span>{row.taken_by_name}</span>}
      </span>
    </>
  );
}
