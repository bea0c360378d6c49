import type { Shipment } from '@duan/api';
import { Button, Card, Confirm, momentOf, toast } from '@duan/kit';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { CheckBar } from './bar';
import { useShipmentWrites } from './queries';

type Line = Shipment['lines'][number];
type Unit = Line['units'][number];

function CheckedUnit({ unit, onDrop }: { unit: Unit; onDrop: (() => void) | undefined }) {
  const t = useText();
  const mayOpen = useMay('assets.see');
  return (
    <li className="checked-unit">
      <div>
        <p>
          <strong className="mono">{unit.serial_no}</strong>{' '}
          {mayOpen ? <Link to={`/devices/${unit.unit_id}`}>{unit.unit_no}</Link> : unit.unit_no}
        </p>
        <p className="quiet">
          {t('delivery.unit.facts', {
            certificate: unit.certificate_no,
            name: unit.checked_by_name,
            at: momentOf(unit.checked_at),
          })}
          {unit.expires_on && ` · ${t('delivery.unit.expires', { day: unit.expires_on })}`}
        </p>
      </div>
      {onDrop && (
        <Button
          className="glove"
          aria-label={t('delivery.drop.label', { unit: unit.unit_no })}
          onClick={onDrop}
        >
          {t('delivery.drop')}
        </Button>
      )}
    </li>
  );
}

function OrderedLine({ line, onDrop }: { line: Line; onDrop: ((unit: Unit) => void) | undefined }) {
  const t = useText();
  const name = `${line.product_name} ${line.model_name}`;
  const left = line.quantity - line.checked;
  return (
    <li className={left === 0 ? 'ordered ordered-full' : 'ordered'}>
      <div className="ordered-head">
        <h3>{name}</h3>
        <CheckBar checked={line.checked} quantity={line.quantity} label={name} />
        <span className="ordered-left">
          {left === 0
            ? t('delivery.line.full')
            : t('delivery.line.left', { n: left, unit: line.unit_name })}
        </span>
      </div>
      {line.units.length > 0 && (
        <ul>
          {line.units.map((unit) => (
            <CheckedUnit key={unit.unit_id} unit={unit} onDrop={onDrop && (() => onDrop(unit))} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** What was ordered, how much of it is checked, and which devices these are. */
export function Lines({ shipment }: { shipment: Shipment }) {
  const t = useText();
  const { drop } = useShipmentWrites(shipment.id);
  const [dropping, setDropping] = useState<Unit | null>(null);
  const onDrop = shipment.may.includes('drop') ? setDropping : undefined;
  return (
    <Card title={t('delivery.lines')} flush>
      <ul>
        {shipment.lines.map((line) => (
          <OrderedLine key={line.id} line={line} onDrop={onDrop} />
        ))}
      </ul>
      <Confirm
        open={dropping !== null}
        title={t('delivery.drop.title')}
        yes={t('delivery.drop')}
        danger
        onYes={async () => {
          if (dropping) await drop(dropping.unit_id);
          toast(t('delivery.dropped'));
        }}
        onClose={() => setDropping(null)}
      >
        {dropping &&
          t('delivery.drop.text', { unit: dropping.unit_no, serial: dropping.serial_no })}
      </Confirm>
    </Card>
  );
}
