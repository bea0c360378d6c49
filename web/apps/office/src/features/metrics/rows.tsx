import type { Figure, FigureRow } from '@duan/api';
import { Card, EmptyState, ErrorState, MoreButton, StatusTag, useNarrow, Waiting } from '@duan/kit';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { type TextKey, useText } from '../../shared/text';
import { useAddress } from './address';
import { useRows } from './queries';
import { toneOfPart } from './tones';
import { useFigureWords, useParts } from './value';

const pages: Record<string, string> = {
  deal: '/sales/',
  ticket: '/care/',
  terminal: '/terminals/',
  milestone: '/money?open=',
};

/** The rows that a number is the sum of; each leads to its page. */
export function FigureRows({ figure }: { figure: Figure }) {
  const t = useText();
  const { nameOf, stateOf } = useFigureWords();
  const { asked, state, to } = useAddress();
  const found = useRows(figure.id, state, asked);
  const narrow = useNarrow();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (figure.id) box.current?.scrollIntoView?.({ block: narrow ? 'start' : 'nearest' });
  }, [figure.id, narrow]);
  const choices = ['', ...figure.result.parts.map((part) => part.state)];
  const body = () => {
    if (found.isPending) return <Waiting rows={5} />;
    if (found.isError) return <ErrorState problem={found.error} onRetry={() => found.refetch()} />;
    const rows = found.data.pages.flatMap((page) => page.items);
    if (rows.length === 0)
      return (
        <EmptyState
          icon="board"
          title={t('metrics.rows.empty.title')}
          hint={t('metrics.rows.empty.hint')}
        />
      );
    return (
      <>
        <ul className="figure-rows">
          {rows.map((row) => (
            <Row key={row.id} figure={figure} row={row} />
          ))}
        </ul>
        <MoreButton pages={found} />
      </>
    );
  };
  return (
    <div ref={box} className="figure-box">
      <Card
        title={t('metrics.rowsOf', { name: nameOf(figure) })}
        extra={<Link to={to({ rows: '', state: '' })}>{t('metrics.rows.close')}</Link>}
        flush
      >
        <nav className="figure-choices" aria-label={t('metrics.rowsOf', { name: nameOf(figure) })}>
          {choices.map((code) => (
            <Link
              key={code}
              className="figure-choice"
              to={to({ state: code })}
              aria-current={state === code ? 'true' : undefined}
            >
              {code ? stateOf(figure, code) : t('metrics.rows.all')}
            </Link>
          ))}
          <small className="quiet">{t('metrics.rows.hint')}</small>
        </nav>
        {body()}
      </Card>
    </div>
  );
}

function Row({ figure, row }: { figure: Figure; row: FigureRow }) {
  const { stateOf } = useFigureWords();
  const { full } = useParts();
  const detailOf = useDetail();
  const place = [row.institution_name, row.terminal_name, row.scope_name].filter(
    (name, index, all) => name && all.indexOf(name) === index,
  );
  return (
    <li>
      <Link className="figure-row" to={`${pages[row.link_kind] ?? '/'}${row.link_id}`}>
        <span className="figure-row-text">
          <strong>{row.title}</strong>
          <small>{place.join(' · ')}</small>
        </span>
        <span className="figure-row-detail">
          {figure.unit === 'PERCENT_OF_YUAN' && <b>{full(figure, row.denominator)}</b>}
          <small>{[detailOf(figure, row), row.day].filter(Boolean).join(' · ')}</small>
        </span>
        <StatusTag tone={toneOfPart(row.state)}>{stateOf(figure, row.state)}</StatusTag>
      </Link>
    </li>
  );
}

/** What the server says about a row in codes, in words. */
function useDetail() {
  const t = useText();
  return (figure: Figure, { detail }: FigureRow): string => {
    if (figure.id === 'sla') {
      const [clock = '', sla = ''] = detail.split(' ');
      return t('metrics.clock', { clock: t(`metrics.clock.${clock}` as TextKey), sla });
    }
    if (figure.id === 'receivables') return t(`metrics.kind.${detail}` as TextKey);
    if (figure.id === 'depth') return t('metrics.devices', { n: detail });
    return detail;
  };
}
