import type { Intake } from '@duan/api';
import {
  Button,
  Card,
  Confirm,
  ErrorState,
  Facts,
  momentOf,
  PageHeader,
  type ScanAnswer,
  ScanField,
  StatusTag,
  toast,
  toneOf,
  Waiting,
} from '@duan/kit';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { useIntake, useStockWrites } from './queries';
import './stock.css';

function Receive({ intake }: { intake: Intake }) {
  const t = useText();
  const { receive } = useStockWrites();
  const onScan = async (text: string): Promise<ScanAnswer> => {
    const [unit] = (await receive(intake.id, text)).units;
    if (!unit) return { title: '' };
    return {
      title: t('stock.scan.received', { device: `${unit.product_name} ${unit.model_name}` }),
      detail: t('stock.scan.detail', { unit: unit.unit_no, serial: unit.serial_no }),
    };
  };
  return (
    <Card>
      <ScanField
        label={t('stock.scan.label')}
        hint={t('stock.scan.hint')}
        onScan={onScan}
        keep={4}
      />
    </Card>
  );
}

function ReceivedUnit({ unit }: { unit: Intake['units'][number] }) {
  const t = useText();
  const mayOpen = useMay('assets.see');
  return (
    <li className="received">
      <div className="received-name">
        <strong>{`${unit.product_name} ${unit.model_name}`}</strong>
        <span className="mono">{unit.serial_no}</span>
        {mayOpen ? <Link to={`/devices/${unit.unit_id}`}>{unit.unit_no}</Link> : unit.unit_no}
      </div>
      <p className="quiet">
        {t('stock.unit.facts', {
          produced: unit.produced_on ?? '—',
          expires: unit.expires_on ?? '—',
          lot: unit.lot_no || '—',
        })}
      </p>
      <p className="quiet">
        {unit.certificate_no} ·{' '}
        {t('stock.by', { name: unit.received_by_name, at: momentOf(unit.received_at) })}
      </p>
    </li>
  );
}

function Close({ intake }: { intake: Intake }) {
  const t = useText();
  const { close } = useStockWrites();
  const [asking, setAsking] = useState(false);
  return (
    <div className="receipt-close">
      <Button type="primary" size="large" block onClick={() => setAsking(true)}>
        {t('stock.close')}
      </Button>
      <Confirm
        open={asking}
        title={t('stock.close.title')}
        yes={t('stock.close')}
        onYes={async () => {
          await close(intake.id);
          toast(t('stock.closed'));
        }}
        onClose={() => setAsking(false)}
      >
        {t('stock.close.text', { no: intake.intake_no, n: intake.count })}
      </Confirm>
    </div>
  );
}

/** One coming-in of goods: scan each device, then finish. */
export function ReceiptPage() {
  const { id = '' } = useParams();
  const t = useText();
  const { data: intake, isPending, error, refetch } = useIntake(id);
  if (isPending) return <Waiting rows={10} />;
  if (!intake) return <ErrorState problem={error} onRetry={() => refetch()} />;
  const by = (name: string, at: string | null | undefined) =>
    at && t('stock.by', { name, at: momentOf(at) });
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/stock?tab=intakes', label: t('stock.tab.intakes') }}
        name={intake.intake_no}
        title={
          <span className="title-line">
            {intake.intake_no}
            <StatusTag tone={toneOf(intake.status)}>{t(`stock.status.${intake.status}`)}</StatusTag>
          </span>
        }
        about={`${intake.supplier_name} · ${intake.warehouse_name}`}
      />
      <div className="two-columns">
        <div className="stack">
          {intake.may.includes('receive') && <Receive intake={intake} />}
          {intake.may.includes('close') && intake.count > 0 && <Close intake={intake} />}
          <Card title={t('stock.received', { n: intake.count })} flush>
            {intake.units.length === 0 && (
              <p className="quiet card-body">{t('stock.received.none')}</p>
            )}
            <ul>
              {intake.units.map((unit) => (
                <ReceivedUnit key={unit.unit_id} unit={unit} />
              ))}
            </ul>
          </Card>
        </div>
        <div className="stack">
          <Card title={t('stock.card')}>
            <Facts
              columns={1}
              items={[
                { label: t('stock.intake.supplier'), value: intake.supplier_name },
                { label: t('stock.intake.note'), value: intake.delivery_note_no },
                { label: t('stock.intake.warehouse'), value: intake.warehouse_name },
                {
                  label: t('stock.field.opened'),
                  value: by(intake.opened_by_name, intake.opened_at),
                },
                {
                  label: t('stock.field.closed'),
                  value: by(intake.closed_by_name, intake.closed_at),
                },
              ]}
            />
          </Card>
        </div>
      </div>
    </div>
  );
}
