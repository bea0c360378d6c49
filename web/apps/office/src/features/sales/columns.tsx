import type { DealRow } from '@duan/api';
import { dayOf, type GridColumn, Money, StatusTag, type Tone } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';

export const stages = ['LEAD', 'OPPORTUNITY', 'QUOTE', 'CONTRACT', 'ORDER', 'CLOSED'] as const;
const tones: Record<DealRow['stage'], Tone> = {
  LEAD: 'grey',
  OPPORTUNITY: 'blue',
  QUOTE: 'brand',
  CONTRACT: 'amber',
  ORDER: 'green',
  CLOSED: 'grey',
};

export function StageTag({ stage }: { stage: DealRow['stage'] }) {
  const t = useText();
  return <StatusTag tone={tones[stage]}>{t(`sales.stage.${stage}`)}</StatusTag>;
}

export function useDealColumns(): GridColumn<DealRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'title',
        title: t('sales.col.title'),
        width: 250,
        hint: (row) => row.lead_no,
        render: (row) => row.title,
      },
      {
        key: 'terminal',
        title: t('sales.col.terminal'),
        width: 250,
        render: (row) => [row.terminal_name, row.department_name].filter(Boolean).join(' · '),
      },
      {
        key: 'stage',
        title: t('sales.col.stage'),
        width: 108,
        render: (row) => <StageTag stage={row.stage} />,
      },
      {
        key: 'next',
        title: t('sales.col.next'),
        width: 140,
        render: (row) => (row.next ? t(`sales.do.${row.next}`) : ''),
      },
      {
        key: 'amount',
        title: t('sales.col.amount'),
        width: 150,
        align: 'right',
        render: (row) => <Money value={row.amount} />,
      },
      { key: 'owner', title: t('sales.col.owner'), width: 100, render: (row) => row.owner_name },
      {
        key: 'updated_at',
        title: t('sales.col.updated_at'),
        width: 112,
        sortable: true,
        render: (row) => <span className="quiet">{dayOf(row.updated_at)}</span>,
      },
      {
        key: 'created_at',
        title: t('sales.col.created_at'),
        width: 112,
        sortable: true,
        hidden: true,
        render: (row) => <span className="quiet">{dayOf(row.created_at)}</span>,
      },
      {
        key: 'lead_no',
        title: t('sales.col.lead_no'),
        width: 110,
        sortable: true,
        hidden: true,
        render: (row) => <span className="quiet">{row.lead_no}</span>,
      },
    ],
    [t],
  );
}

/** A deal on a phone. */
export function DealCard({ row }: { row: DealRow }) {
  const t = useText();
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{row.title}</span>
        <StageTag stage={row.stage} />
      </span>
      <span className="row-card-line">
        <span>{row.terminal_name}</span>
        {row.department_name && <span>{row.department_name}</span>}
      </span>
      <span className="row-card-line">
        <Money value={row.amount} short />
        {row.next && <span>{t(`sales.do.${row.next}`)}</span>}
        <span>{row.owner_name}</span>
      </span>
    </>
  );
}
