import type { Figure } from '@duan/api';
import { Icon, Popover } from '@duan/kit';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { useAddress } from './address';
import { toneOfPart } from './tones';
import { shareLabel, useFigureWords, useParts } from './value';

/** One number with what it is made of; its formula stands behind the mark beside its name. */
export function FigureCard({ figure }: { figure: Figure }) {
  const t = useText();
  const { nameOf } = useFigureWords();
  const { made } = useParts();
  const { kpi, to } = useAddress();
  const { result } = figure;
  const name = nameOf(figure);
  return (
    <section className="figure" aria-label={name} data-open={kpi === figure.id || undefined}>
      <header className="figure-head">
        <h2>{name}</h2>
        <Popover content={<Formula figure={figure} />} trigger={['hover', 'focus', 'click']}>
          <button type="button" className="icon-button" aria-label={t('metrics.formula', { name })}>
            <Icon name="info" size={16} />
          </button>
        </Popover>
        {!figure.of_period && <small className="figure-now">{t('metrics.asOfNow')}</small>}
      </header>
      <Link
        className="figure-value"
        to={to({ rows: figure.id, state: '' })}
        aria-label={`${t('metrics.rowsOf', { name })}: ${shareLabel(result.value)}`}
      >
        <strong>{shareLabel(result.value)}</strong>
        <span>{result.value === null ? t('metrics.none') : made(figure, result)}</span>
      </Link>
      <Parts figure={figure} />
    </section>
  );
}

function Formula({ figure }: { figure: Figure }) {
  const t = useText();
  const { formulaOf } = useFigureWords();
  return (
    <div className="figure-formula">
      <p>
        <strong>{figure.code}</strong> {formulaOf(figure)}
      </p>
      <p className="quiet">{t('metrics.source', { source: figure.source })}</p>
      <p className="quiet">{t('metrics.owner', { owner: figure.owner })}</p>
    </div>
  );
}

/** What the denominator is made of: a bar to see it, words to read it, links to its rows. */
function Parts({ figure }: { figure: Figure }) {
  const { stateOf } = useFigureWords();
  const { short, full } = useParts();
  const { to } = useAddress();
  const parts = figure.result.parts;
  return (
    <>
      <div className="figure-bar" aria-hidden="true">
        {parts.map((part) => (
          <span
            key={part.state}
            className={`figure-part tone-${toneOfPart(part.state)}`}
            style={{ flexGrow: Number(part.denominator) }}
          />
        ))}
      </div>
      <ul className="figure-legend">
        {parts.map((part) => (
          <li key={part.state}>
            <Link to={to({ rows: figure.id, state: part.state })}>
              <i className={`figure-dot tone-${toneOfPart(part.state)}`} />
              {stateOf(figure, part.state)}
              <b title={full(figure, part.denominator)}>{short(figure, part.denominator)}</b>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
