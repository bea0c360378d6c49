import type { Shipment } from '@duan/api';
import {
  Button,
  Card,
  ErrorState,
  Facts,
  Icon,
  momentOf,
  Note,
  PageHeader,
  StatusTag,
  Waiting,
} from '@duan/kit';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useText } from '../../shared/text';
import { ConfirmArrival, Finish, Ship } from './forms';
import { Lines } from './lines';
import { useShipment } from './queries';
import { Check, Scans } from './scans';
import { placeOf, shipmentTone } from './words';
import './delivery.css';

const steps = ['finish', 'ship', 'confirm'] as const;
type Step = (typeof steps)[number];
const sheets = { finish: Finish, ship: Ship, confirm: ConfirmArrival };

/** What the person may do next, or for whom the shipment waits. */
function Next({ shipment, onStep }: { shipment: Shipment; onStep: (step: Step) => void }) {
  const t = useText();
  const step = steps.find((one) => shipment.may.includes(one));
  if (step)
    return (
      <div className="next-step">
        {step === 'finish' && (
          <Note tone="green" icon="check">
            {t('delivery.full', { n: shipment.quantity })}
          </Note>
        )}
        <Button type="primary" size="large" block className="glove" onClick={() => onStep(step)}>
          {t(`delivery.${step}`)}
        </Button>
      </div>
    );
  if (shipment.status === 'ARRIVED' || shipment.may.includes('check')) return null;
  return <Note tone="blue">{t(`delivery.wait.${shipment.status}`)}</Note>;
}

function Paper({ shipment }: { shipment: Shipment }) {
  const t = useText();
  const by = (name: string, at: string | null | undefined) =>
    at && t('delivery.by', { name, at: momentOf(at) });
  return (
    <Card title={t('delivery.card')}>
      <Facts
        columns={1}
        items={[
          { label: t('delivery.field.order'), value: shipment.order_no },
          {
            label: t('delivery.field.commit'),
            value: (
              <span className="row">
                {shipment.commit_on}
                {shipment.late && <StatusTag tone="red">{t('delivery.late')}</StatusTag>}
              </span>
            ),
          },
          {
            label: t('delivery.field.warehouse'),
            value:
              shipment.warehouse_name ||
              (shipment.status === 'WAITING' && (
                <span className="quiet">{t('delivery.field.warehouseNone')}</span>
              )),
          },
          {
            label: t('delivery.field.checked'),
            value: by(shipment.checked_by_name, shipment.checked_at),
          },
          { label: t('delivery.field.carrier'), value: shipment.carrier },
          { label: t('delivery.field.waybill'), value: shipment.waybill_no },
          {
            label: t('delivery.field.shipped'),
            value: by(shipment.shipped_by_name, shipment.shipped_at),
          },
          { label: t('delivery.field.receiver'), value: shipment.receiver_name },
          {
            label: t('delivery.field.arrived'),
            value: by(shipment.arrived_by_name, shipment.arrived_at),
          },
        ]}
      />
    </Card>
  );
}

/** One shipment: scan each device against the order, then finish, ship, and confirm the arrival. */
export function ShipmentPage() {
  const { id = '' } = useParams();
  const t = useText();
  const [step, setStep] = useState<Step | null>(null);
  const { data: shipment, isPending, error, refetch } = useShipment(id);
  if (isPending) return <Waiting rows={10} />;
  if (!shipment) return <ErrorState problem={error} onRetry={() => refetch()} />;
  const Sheet = step && sheets[step];
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/delivery', label: t('delivery.title') }}
        name={shipment.shipment_no}
        title={
          <span className="title-line">
            {shipment.shipment_no}
            <StatusTag tone={shipmentTone(shipment.status)}>
              {t(`delivery.status.${shipment.status}`)}
            </StatusTag>
          </span>
        }
        about={placeOf(shipment)}
        actions={
          <Link className="button-link" to={`/journeys/${shipment.deal_id}`}>
            <Icon name="route" size={16} />
            {t('delivery.journey')}
          </Link>
        }
      />
      <div className="two-columns">
        <div className="stack">
          {shipment.may.includes('check') && <Check shipment={shipment} />}
          <Next shipment={shipment} onStep={setStep} />
          <Lines shipment={shipment} />
        </div>
        <div className="stack">
          <Paper shipment={shipment} />
          <Scans scans={shipment.scans} />
        </div>
      </div>
      {Sheet && <Sheet shipment={shipment} onClose={() => setStep(null)} />}
    </div>
  );
}
