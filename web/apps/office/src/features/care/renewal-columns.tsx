import type { EndingCover, SignedRenewal } from '@duan/api';
import { Button, type GridColumn, Money, momentOf, StatusTag, toneOf } from '@duan/kit';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import './care.css';
import { deviceOf, placeOf } from './states';

export type Doing = { kind: 'terms' | 'sign'; cover: EndingCover };
type OnDo = (doing: Doing) => void;
const soon = 30;

function Ends({ row }: { row: EndingCover }) {
  const t = useText();
  const { days_left: days } = row;
  const tone = days <= 0 ? 'late' : days <= soon ? 'soon' : 'calm';
  const words =
    days > 1
      ? t('care.renewal.daysLeft', { n: days - 1 })
      : days === 1
        ? t('care.renewal.lastDay')
        : t('care.renewal.lapsed', { n: 1 - days });
  return (
    <span className={`care-left care-left-${tone}`} title={row.through_on}>
      {words}
    </span>
  );
}

function Offer({ row }: { row: EndingCover }) {
  const t = useText();
  const { renewal } = row;
  if (!renewal) return <span className="quiet">{t('care.renewal.none')}</span>;
  const own = { PROPOSED: 'blue' } as const;
  return (
    <StatusTag tone={toneOf(renewal.status, own)}>
      {t(`care.renewal.status.${renewal.status}`)}
    </StatusTag>
  );
}

function Doings({ row, onDo }: { row: EndingCover; onDo: OnDo }) {
  const t = useText();
  const may = (doing: string) => row.may.includes(doing);
  return (
    <span className="care-doing">
      {may('propose') && (
        <Button size="small" onClick={() => onDo({ kind: 'terms', cover: row })}>
          {t('care.renewal.propose')}
        </Button>
      )}
      {may('sign') && (
        <Button size="small" type="primary" onClick={() => onDo({ kind: 'sign', cover: row })}>
          {t('care.renewal.sign')}
        </Button>
      )}
      {may('revise') && (
        <Button size="small" onClick={() => onDo({ kind: 'terms', cover: row })}>
          {t('care.renewal.revise')}
        </Button>
      )}
    </span>
  );
}

function Device({ row }: { row: EndingCover }) {
  return (
    <Link className="row-link" to={`/devices/${row.unit_id}`}>
      {deviceOf(row)}
    </Link>
  );
}

export function useCoverColumns(onDo: OnDo): GridColumn<EndingCover>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'device',
        title: t('care.renewal.col.device'),
        width: 240,
        render: (row) => <Device row={row} />,
      },
      {
        key: 'serial',
        title: t('care.fact.serial'),
        width: 104,
        render: (row) => <span className="mono">{row.serial_no}</span>,
      },
      {
        key: 'ends',
        title: t('care.renewal.col.ends'),
        width: 120,
        render: (row) => <Ends row={row} />,
      },
      {
        key: 'cover',
        title: t('care.renewal.col.cover'),
        width: 124,
        render: (row) =>
          `${t(`care.kind.${row.kind}`)} · ${t('care.sla', { class: row.sla_class })}`,
      },
      {
        key: 'place',
        title: t('care.renewal.col.place'),
        width: 200,
        render: (row) => placeOf(row),
      },
      {
        key: 'offer',
        title: t('care.renewal.col.offer'),
        width: 110,
        render: (row) => <Offer row={row} />,
      },
      {
        key: 'amount',
        title: t('care.renewal.col.amount'),
        width: 130,
        align: 'right',
        render: (row) => <Money value={row.renewal?.amount} />,
      },
      {
        key: 'doing',
        title: t('care.renewal.col.doing'),
        width: 170,
        render: (row) => <Doings row={row} onDo={onDo} />,
      },
    ],
    [t, onDo],
  );
}

/** What an ending cover becomes on a phone. */
export function CoverCard({ row, onDo }: { row: EndingCover; onDo: OnDo }) {
  const t = useText();
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">
          <Device row={row} />
        </span>
        <Offer row={row} />
      </span>
      <span className="row-card-line">
        <Ends row={row} />
        <span className="mono">{row.serial_no}</span>
        <span>{t(`care.kind.${row.kind}`)}</span>
        <span>{placeOf(row)}</span>
        {row.renewal && <Money value={row.renewal.amount} />}
      </span>
      <Doings row={row} onDo={onDo} />
    </>
  );
}

export function useSignedColumns(): GridColumn<SignedRenewal>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'device',
        title: t('care.renewal.col.device'),
        width: 236,
        hint: (row) => row.renewal_no,
        render: (row) => deviceOf(row),
      },
      {
        key: 'serial',
        title: t('care.fact.serial'),
        width: 130,
        render: (row) => <span className="mono">{row.serial_no}</span>,
      },
      {
        key: 'place',
        title: t('care.renewal.col.place'),
        width: 170,
        render: (row) => placeOf(row),
      },
      {
        key: 'period',
        title: t('care.renewal.col.period'),
        width: 200,
        render: (row) => `${row.starts_on} — ${row.through_on}`,
      },
      {
        key: 'sla',
        title: t('care.renewal.sla'),
        width: 92,
        render: (row) => t('care.sla', { class: row.sla_class }),
      },
      {
        key: 'amount',
        title: t('care.renewal.col.amount'),
        width: 130,
        align: 'right',
        render: (row) => <Money value={row.amount} />,
      },
      {
        key: 'signed',
        title: t('care.renewal.col.signed'),
        width: 200,
        render: (row) =>
          [row.signed_at && momentOf(row.signed_at), row.signed_by_name].filter(Boolean).join(' '),
      },
    ],
    [t],
  );
}

export function SignedCard({ row }: { row: SignedRenewal }) {
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">
          {deviceOf(row)} · {row.serial_no}
        </span>
        <Money value={row.amount} />
      </span>
      <span className="row-card-line">
        <span>{`${row.starts_on} — ${row.through_on}`}</span>
        <span>{placeOf(row)}</span>
        <span>{row.signed_by_name}</span>
      </span>
    </>
  );
}
