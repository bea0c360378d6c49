import type { Device } from '@duan/api';
import { Card, ErrorState, Facts, Icon, Note, PageHeader, StatusTag, Waiting } from '@duan/kit';
import { Link, useParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { validity } from '../../shared/validity';
import { Covers, Stays } from './history';
import { UdiText } from './identity';
import { useDevice } from './queries';
import { deviceTone } from './words';

function Actions({ device }: { device: Device }) {
  const t = useText();
  const mayCare = useMay('care.see');
  return (
    <>
      {device.deal_id && (
        <Link className="button-link" to={`/journeys/${device.deal_id}`}>
          <Icon name="route" size={16} />
          {t('assets.action.journey')}
        </Link>
      )}
      {mayCare && (
        <Link className="button-link" to={`/care?unit=${device.id}`}>
          <Icon name="care" size={16} />
          {t('assets.action.tickets')}
        </Link>
      )}
      {device.may.includes('report') && (
        <Link className="button-link button-link-primary" to={`/care?report=${device.id}`}>
          <Icon name="wrench" size={16} />
          {t('assets.action.report')}
        </Link>
      )}
    </>
  );
}

function Identity({ device }: { device: Device }) {
  const t = useText();
  const mayCatalog = useMay('catalog.see');
  const mono = (text: string) => text && <span className="mono">{text}</span>;
  return (
    <Card title={t('assets.identity')}>
      <div className="stack">
        <UdiText text={device.udi_text} />
        <Facts
          items={[
            { label: t('assets.field.unit_no'), value: mono(device.unit_no) },
            { label: t('assets.field.serial'), value: mono(device.serial_no) },
            { label: t('assets.field.lot'), value: mono(device.lot_no) },
            { label: t('assets.field.di'), value: mono(device.di) },
            { label: t('assets.field.produced_on'), value: device.produced_on },
            { label: t('assets.field.expires_on'), value: device.expires_on },
            {
              label: t('assets.field.certificate'),
              value: device.certificate_no || (
                <StatusTag tone="red">{t('assets.field.uncertified')}</StatusTag>
              ),
              wide: true,
            },
          ]}
        />
        {mayCatalog && (
          <Link to={`/catalog?q=${encodeURIComponent(device.di)}`}>{t('assets.toProduct')}</Link>
        )}
      </div>
    </Card>
  );
}

function Place({ device }: { device: Device }) {
  const t = useText();
  const maySee = useMay('terminals.see');
  const named = (id: string | null | undefined, name: string) =>
    id && maySee ? <Link to={`/terminals/${id}`}>{name}</Link> : name;
  return (
    <Card title={t('assets.place')}>
      <div className="stack">
        <Facts
          columns={1}
          items={[
            { label: t('assets.field.place'), value: device.place_name },
            {
              label: t('assets.field.terminal'),
              value: named(device.terminal_id, device.terminal_name),
            },
            {
              label: t('assets.field.department'),
              value: named(device.department_id, device.department_name),
            },
          ]}
        />
        <Stays stays={device.stays} />
      </div>
    </Card>
  );
}

/** Says what somebody should know before touching the device. */
function Warning({ device }: { device: Device }) {
  const t = useText();
  const { expires_on: expires, produced_on: produced } = device;
  if (expires && validity(produced ?? '1900-01-01', expires).state === 'over')
    return (
      <Note tone="red" icon="warning">
        {t('assets.warning.expired', { day: expires })}
      </Note>
    );
  if (device.status === 'IN_SERVICE' && !device.covers.some((cover) => cover.in_force))
    return (
      <Note tone="amber" icon="warning">
        {t('assets.warning.uncovered')}
      </Note>
    );
  return null;
}

/** One device: what it is, where it stood when, and what covers its repairs. */
export function DevicePage() {
  const { id = '' } = useParams();
  const t = useText();
  const { data: device, isPending, error, refetch } = useDevice(id);
  if (isPending) return <Waiting rows={10} />;
  if (!device) return <ErrorState problem={error} onRetry={() => refetch()} />;
  const name = `${device.product_name} ${device.model_name}`;
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/devices', label: t('assets.title') }}
        name={`${name} ${device.serial_no}`}
        title={
          <span className="title-line">
            {name}
            <StatusTag tone={deviceTone(device.status)}>
              {t(`assets.status.${device.status}`)}
            </StatusTag>
          </span>
        }
        about={[
          device.unit_no,
          device.serial_no,
          [device.terminal_name, device.department_name].filter(Boolean).join(' · '),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={<Actions device={device} />}
      />
      <Warning device={device} />
      <div className="two-columns">
        <div className="stack">
          <Identity device={device} />
          <Covers covers={device.covers} />
        </div>
        <div className="stack">
          <Place device={device} />
        </div>
      </div>
    </div>
  );
}
