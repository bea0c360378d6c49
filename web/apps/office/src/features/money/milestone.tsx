import { limits, type MoneyMilestoneDetail } from '@duan/api';
import {
  Dialog,
  dayOf,
  ErrorState,
  Facts,
  type FormSchema,
  FormSheet,
  Money,
  toast,
  Waiting,
} from '@duan/kit';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { useMilestone, useRecord } from './queries';
import { DueDay, MilestoneState, placeOf } from './state';

type OpenProps = { id: string; onClose: () => void };

/** One milestone: what it is, what came in, and the form for whoever may write money down. */
export function OpenMilestone({ id, onClose }: OpenProps) {
  const t = useText();
  const found = useMilestone(id);
  const mayRecord = useMay('money.record');
  const may = found.data?.may.includes('record');
  // What was opened as a form stays one, also while it closes on the payment that settles everything.
  const [asForm, setAsForm] = useState(may);
  if (asForm === undefined && may !== undefined) setAsForm(may);
  const title = found.data
    ? `${found.data.contract_no} · ${t(`money.kind.${found.data.kind}`)}`
    : t('money.title');
  if (found.data && asForm)
    return (
      <RecordReceipt milestone={found.data} onReload={() => found.refetch()} onClose={onClose} />
    );
  if (found.isPending && mayRecord) return null; // it is about to be a sheet
  return (
    <Dialog open title={title} onClose={onClose}>
      {found.isPending && <Waiting rows={5} />}
      {found.isError && <ErrorState problem={found.error} onRetry={() => found.refetch()} />}
      {found.data && <About milestone={found.data} />}
    </Dialog>
  );
}

function About({ milestone }: { milestone: MoneyMilestoneDetail }) {
  const t = useText();
  const maySell = useMay('sales.see');
  return (
    <div className="stack">
      <Facts
        columns={2}
        items={[
          { label: t('money.col.terminal'), value: placeOf(milestone), wide: true },
          {
            label: t('money.col.kind'),
            value: `${t(`money.kind.${milestone.kind}`)} · ${Number(milestone.percent)}%`,
          },
          { label: t('money.col.state'), value: <MilestoneState row={milestone} /> },
          { label: t('money.col.amount'), value: <Money value={milestone.amount} /> },
          { label: t('money.col.due'), value: <DueDay row={milestone} /> },
          { label: t('money.col.received'), value: <Money value={milestone.received} /> },
          { label: t('money.col.open'), value: <Money value={milestone.open} /> },
        ]}
      />
      <nav className="money-links">
        {maySell && <Link to={`/sales/${milestone.deal_id}`}>{t('money.deal')}</Link>}
        <Link to={`/journeys/${milestone.deal_id}`}>{t('money.journey')}</Link>
      </nav>
      <Receipts milestone={milestone} />
    </div>
  );
}

function Receipts({ milestone }: { milestone: MoneyMilestoneDetail }) {
  const t = useText();
  return (
    <section className="money-receipts">
      <h3>{t('money.receipts')}</h3>
      {milestone.receipts.length === 0 && <p className="quiet">{t('money.receipts.none')}</p>}
      <ul>
        {milestone.receipts.map((receipt) => (
          <li key={receipt.id}>
            <span className="money-receipt-top">
              <strong>
                <Money value={receipt.amount} />
              </strong>
              <span>{receipt.received_on}</span>
            </span>
            <small className="quiet">
              {[
                receipt.receipt_no,
                receipt.bank_reference,
                t('money.receipt.by', { name: receipt.recorded_by_name }),
                dayOf(receipt.recorded_at),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

type RecordProps = {
  milestone: MoneyMilestoneDetail;
  onReload: () => Promise<unknown>;
  onClose: () => void;
};

function RecordReceipt({ milestone, onReload, onClose }: RecordProps) {
  const t = useText();
  const record = useRecord();
  const today = dayOf(new Date().toISOString());
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['amount', 'received_on'],
      properties: {
        amount: {
          type: 'string',
          title: t('money.record.amount'),
          ...limits.ReceiptIn.amount,
          'x-pattern-hint': t('money.record.amountHint'),
          'x-unit': t('money.record.unit'),
          'x-order': 1,
        },
        received_on: {
          type: 'string',
          format: 'date',
          title: t('money.record.received_on'),
          'x-order': 2,
        },
        bank_reference: {
          type: 'string',
          title: t('money.record.bank_reference'),
          description: t('money.record.bankHint'),
          ...limits.ReceiptIn.bank_reference,
          'x-order': 3,
        },
      },
    }),
    [t],
  );
  const initial = useMemo(
    () => ({ amount: milestone.open, received_on: today }),
    [milestone.open, today],
  );
  return (
    <FormSheet
      title={`${milestone.contract_no} · ${t(`money.kind.${milestone.kind}`)}`}
      about={<About milestone={milestone} />}
      schema={schema}
      initial={initial}
      submitLabel={t('money.record')}
      draft={`money.${milestone.id}`}
      onReload={onReload}
      onClose={onClose}
      onSubmit={async ({ amount, received_on, bank_reference }) => {
        await record(milestone.id, {
          seen_version: milestone.version,
          amount: String(amount),
          received_on: String(received_on),
          bank_reference: String(bank_reference ?? ''),
        });
        toast(t('money.record.done'));
      }}
    />
  );
}
