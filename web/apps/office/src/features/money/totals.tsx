import { Money } from '@duan/kit';
import { Link, useSearchParams } from 'react-router';
import { useText } from '../../shared/text';
import { useTotals } from './queries';

const shown = ['OVERDUE', 'DUE', 'PLANNED', 'PAID'] as const;

/** The sums of what one may see; each leads to its list. */
export function Totals() {
  const t = useText();
  const totals = useTotals().data;
  const [params] = useSearchParams();
  const current = params.get('show') ?? 'DUE';
  const sums = {
    OVERDUE: [totals?.overdue, totals?.overdue_count],
    DUE: [totals?.open, totals?.open_count],
    PLANNED: [totals?.planned, totals?.planned_count],
    PAID: [totals?.received, totals?.paid_count],
  } as const;
  const to = (show: string) => {
    const next = new URLSearchParams(params);
    next.set('show', show);
    return `?${next}`;
  };
  return (
    <nav className="money-totals" aria-label={t('money.totals')}>
      {shown.map((show) => {
        const [sum, count] = sums[show];
        const alarming = show === 'OVERDUE' && (count ?? 0) > 0;
        return (
          <Link
            key={show}
            to={to(show)}
            className={alarming ? 'money-total money-total-late' : 'money-total'}
            aria-current={current === show ? 'true' : undefined}
          >
            <span className="money-total-name">
              {show === 'PAID' ? t('money.inAll') : t(`money.show.${show}`)}
            </span>
            <span className="money-total-sum">
              <Money value={sum} short />
            </span>
            <small>{count === undefined ? ' ' : t('money.count', { n: count })}</small>
          </Link>
        );
      })}
    </nav>
  );
}
