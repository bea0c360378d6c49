import type { Shipment } from '@duan/api';
import { Card, Icon, momentOf, type ScanAnswer, ScanField } from '@duan/kit';
import { scannedLabel } from '@duan/rules';
import { useText } from '../../shared/text';
import { CheckBar } from './bar';
import { useShipmentWrites } from './queries';

/** The field where devices are checked; a refusal is an answer like any other. */
export function Check({ shipment }: { shipment: Shipment }) {
  const t = useText();
  const { check } = useShipmentWrites(shipment.id);
  const onScan = async (text: string): Promise<ScanAnswer> => {
    const { verdict, code, message, unit_no, serial_no } = await check(text);
    const serial = serial_no ? t('delivery.scan.serial', { serial: serial_no }) : '';
    if (verdict === 'REFUSED') return { ok: false, code, title: message, detail: serial };
    return { title: t('delivery.scan.passed', { unit: unit_no }), detail: serial };
  };
  return (
    <Card>
      <ul className="check-lines">
        {shipment.lines.map((line) => (
          <li key={line.id}>
            <span>{`${line.product_name} ${line.model_name}`}</span>
            <CheckBar
              checked={line.checked}
              quantity={line.quantity}
              label={`${line.product_name} ${line.model_name}`}
            />
          </li>
        ))}
      </ul>
      <ScanField
        label={t('delivery.scan.label')}
        hint={t('delivery.scan.hint')}
        onScan={onScan}
        keep={3}
      />
    </Card>
  );
}

/** All that was scanned, also by others and before: the evidence of the check. */
export function Scans({ scans }: { scans: Shipment['scans'] }) {
  const t = useText();
  return (
    <Card title={t('delivery.scans')} flush>
      {scans.length === 0 && <p className="quiet card-body">{t('delivery.scans.none')}</p>}
      <ol className="kept-scans">
        {scans.map((scan) => (
          <li key={scan.id} className={scan.verdict === 'PASSED' ? 'kept-scan' : 'kept-scan bad'}>
            <Icon name={scan.verdict === 'PASSED' ? 'check' : 'close'} size={16} />
            <div>
              <p>{scan.verdict === 'PASSED' ? t('delivery.scans.passed') : scan.message}</p>
              <p className="mono kept-text">{scannedLabel(scan.text)}</p>
              <p className="quiet">
                {t('delivery.by', { name: scan.scanned_by_name, at: momentOf(scan.scanned_at) })}
                {scan.code && ` · ${t('delivery.scans.code', { code: scan.code })}`}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
