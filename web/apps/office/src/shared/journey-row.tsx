import type { JourneyRow } from '@duan/api';
import { dayOf, StatusTag } from '@duan/kit';
import { Link } from 'react-router';
import './journey.css';
import { useText } from './text';

/** A deal in a list: what, where, and how far it got. */
export function JourneyLine({ row }: { row: JourneyRow }) {
  const t = useText();
  return (
    <li className="line">
      <div>
        <p>
          <Link className="row-link" to={`/journeys/${row.deal_id}`}>
            {row.title || row.terminal_name}
          </Link>
        </p>
        <p className="quiet">
          {[row.terminal_name, row.department_name, t('journey.begun', { at: dayOf(row.begun_at) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {row.reached && (
        <div className="line-side">
          <StatusTag tone="brand">
            {t('journey.reached', { stage: t(`journey.stage.${row.reached}`) })}
          </StatusTag>
          {row.reached_at && (
            <span className="quiet">{t('journey.reachedAt', { at: dayOf(row.reached_at) })}</span>
          )}
        </div>
      )}
    </li>
  );
}
