import type { Journey } from '@duan/api';
import { Card, StatusTag, toneOf } from '@duan/kit';
import { Link } from 'react-router';
import { useText } from '../../shared/text';

/** The devices of the deal, and where each one is. */
export function Units({ units }: { units: Journey['units'] }) {
  const t = useText();
  return (
    <Card title={t('journey.units')} flush={units.length > 0}>
      {units.length === 0 ? (
        <p className="quiet">{t('journey.units.empty')}</p>
      ) : (
        <ul className="lines">
          {units.map((unit) => (
            <li key={unit.id} className="line">
              <div>
                <p>
                  <Link className="row-link" to={`/devices/${unit.id}`}>
                    {unit.name || unit.unit_no}
                  </Link>
                </p>
                <p className="quiet">
                  {unit.unit_no} · <span className="mono">{unit.serial_no}</span>
                </p>
              </div>
              <div className="line-side">
                <StatusTag tone={toneOf(unit.status, unitTones)}>
                  {t(`journey.unit.${unit.status}`)}
                </StatusTag>
                <span className="quiet">{unit.place_name}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const unitTones = { ARRIVED: 'amber', IN_SERVICE: 'green', IN_STOCK: 'grey' } as const;
