import type { MoneyMilestone } from '@duan/api';
import { type GridColumn, Money } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { DueDay, MilestoneState, placeOf } from './state';

export function useMoneyColumns(): GridColumn<MoneyMilestone>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'contract',
        title: t('money.col.contract'),
        width: 176,
        hint: (row) => t(`money.kind.${row.kind}`),
        render: (row) => row.contract_no,
      },
      { key: 'terminal', title: t('money.col.terminal'), width: 236, render: placeOf },
      {
        key: 'state',
        title: t('money.col.state'),
        width: 134,
        render: (row) => <MilestoneState row={row} />,
      },
      {
        key: 'due',
        title: t('money.col.due'),
        width: 136,
        render: (row) => <DueDay row={row} />,
      },
      {
        key: 'open',
        title: t('money.col.open'),
        width: 138,
        align: 'right',
        render: (row) => (row.status === 'PAID' ? '' : <Money value={row.open} />),
      },
      {
        key: 'received',
        title: t('money.col.received'),
        width: 132,
        align: 'right',
        render: (row) => (Number(row.received) > 0 ? <Money value={row.received} /> : ''),
      },
      {
        key: 'amount',
        title: t('money.col.amount'),
        width: 138,
        align: 'right',
        render: (row) => <Money value={row.amount} />,
      },
    ],
    [t],
  );
}

/** A milestone on a phone: where, what, how late, and how much is missing. */
export function MilestoneCard({ row }: { row: MoneyMilestone }) {
  const t = useText();
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{placeOf(row)}</span>
        <MilestoneState row={row} />
      </span>
      <span className="row-card-line">
        <span>{row.contract_no}</span>
        <span>{t(`money.kind.${row.kind}`)}</span>
        <DueDay row={row} />
      </span>
      <span className="money-card-sum">
        <Money value={row.status === 'PAID' ? row.amount : row.open} />
      </span>
    </>
  );
}
