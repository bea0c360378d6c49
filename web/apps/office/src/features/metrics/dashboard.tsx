import type { Dashboard } from '@duan/api';
import { EmptyState, ErrorState, Icon, PageHeader, Segmented, Waiting } from '@duan/kit';
import { Fragment } from 'react';
import { Link, useNavigate } from 'react-router';
import { useText } from '../../shared/text';
import { useAddress } from './address';
import './dashboard.css';
import { FigureCard } from './figure-card';
import { periods } from './period';
import { useDashboard } from './queries';
import { Regions } from './regions';
import { FigureRows } from './rows';

/** Four numbers of a region, each clickable down to its rows. */
export function DashboardPage() {
  const t = useText();
  const { asked } = useAddress();
  const found = useDashboard(asked);
  const name = found.data?.name || t('metrics.all');
  return (
    <div className="page-body">
      <PageHeader
        title={found.data ? `${t('metrics.title')} · ${name}` : t('metrics.title')}
        name={t('metrics.title')}
        trail={found.data && found.data.above.length > 0 && <Trail board={found.data} />}
        about={found.data && `${found.data.starts_on} – ${lastDay(found.data.ends_on)}`}
        actions={<PeriodPicker />}
      />
      {found.isPending && <Waiting rows={8} />}
      {found.isError && <ErrorState problem={found.error} onRetry={() => found.refetch()} />}
      {found.data && <Board board={found.data} stale={found.isPlaceholderData} />}
    </div>
  );
}

function Board({ board, stale }: { board: Dashboard; stale: boolean }) {
  const t = useText();
  const { kpi } = useAddress();
  const shown = board.figures.find((figure) => figure.id === kpi);
  if (board.figures.length === 0)
    return (
      <EmptyState icon="lock" title={t('metrics.empty.title')} hint={t('metrics.empty.hint')} />
    );
  return (
    <div className="stack" aria-busy={stale}>
      <div className="figures">
        {board.figures.map((figure) => (
          <FigureCard key={figure.id} figure={figure} />
        ))}
      </div>
      {shown && <FigureRows key={shown.id} figure={shown} />}
      {board.regions.length > 0 && <Regions figures={board.figures} regions={board.regions} />}
    </div>
  );
}

function Trail({ board }: { board: Dashboard }) {
  const t = useText();
  const { to } = useAddress();
  return (
    <nav className="trail" aria-label={t('metrics.scopes')}>
      {board.above.map((scope, index) => (
        <Fragment key={scope.scope_id}>
          {index > 0 && <Icon name="right" size={16} />}
          <Link to={to({ scope: String(scope.scope_id), rows: '', state: '' })}>{scope.name}</Link>
        </Fragment>
      ))}
    </nav>
  );
}

function PeriodPicker() {
  const t = useText();
  const navigate = useNavigate();
  const { period, to } = useAddress();
  return (
    <Segmented
      aria-label={t('metrics.period')}
      value={period}
      options={periods.map((value) => ({ value, label: t(`metrics.period.${value}`) }))}
      onChange={(value) => navigate(to({ period: value === 'month' ? '' : value }))}
    />
  );
}

/** The last day of a period that ends before `end`. */
function lastDay(end: string): string {
  const at = new Date(`${end}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}
