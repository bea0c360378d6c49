import type { Journey } from '@duan/api';
import { StatusTag, toneOf } from '@duan/kit';
import { Link } from 'react-router';
import './journey.css';
import { useText } from './text';

const tones = { ARRIVED: 'amber', IN_SERVICE: 'green', IN_STOCK: 'grey' } as const;

type Unit = Omit<Journey['units'][number], 'status_label'>;

/** A device in a list: what it is, which one, and where it stands; uses the words of the journey. */
export function UnitLine({ unit }: { unit: Unit }) {
  const t = useText();
  return (
    <li className="line">
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
        <StatusTag tone={toneOf(unit.status, tones)}>{t(`journey.unit.${unit.status}`)}</StatusTag>
        <span className="quiet">{unit.place_name}</span>
      </div>
    </li>
  );
}
