import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon, type IconName } from '../bits/icons';
import { momentOf } from '../bits/when';
import '../styles/work.css';
import { useSpan } from './span';
import { useWorkText } from './words';

export type StageState = 'done' | 'now' | 'missing' | 'skipped' | 'ahead';
export type Stage = {
  key: string;
  title: string;
  state: StageState;
  /** What happened or is to happen, in a few words. */
  about?: string | undefined;
  /** Where the stage is worked on. */
  to?: string | undefined;
  who?: string | undefined;
  /** When it was reached. */
  at?: string | null | undefined;
  /** How long it took, or has taken so far. */
  seconds?: number | null | undefined;
  /** What must be brought before it can go on, a sentence each. */
  missing?: readonly string[] | undefined;
  more?: ReactNode;
};

const icons: Record<StageState, IconName | undefined> = {
  done: 'check',
  now: 'clock',
  missing: 'warning',
  skipped: 'right',
  ahead: undefined,
};

/** One line of stages: beside each other where there is room, below each other on a phone. */
export function StageLine({ label, stages }: { label: string; stages: readonly Stage[] }) {
  return (
    <div className="stages-room">
      <ol className="stages" aria-label={label}>
        {stages.map((stage) => (
          <OneStage key={stage.key} stage={stage} />
        ))}
      </ol>
    </div>
  );
}

function OneStage({ stage }: { stage: Stage }) {
  const { title, state, about, to, who, at, seconds, missing = [], more } = stage;
  const t = useWorkText();
  const span = useSpan();
  const icon = icons[state];
  const long = typeof seconds === 'number' ? span(seconds) : '';
  return (
    <li
      className={`stage stage-${state}`}
      {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}
    >
      <span className="stage-mark" aria-hidden="true">
        {icon && <Icon name={icon} size={15} />}
      </span>
      <div className="stage-text">
        <p className="stage-title">{to ? <Link to={to}>{title}</Link> : title}</p>
        <p className="stage-state">{t(`stage.${state}`)}</p>
        {about && <p className="stage-about">{about}</p>}
        {who && <p>{who}</p>}
        {at && (
          <p>
            <time dateTime={at}>{momentOf(at)}</time>
          </p>
        )}
        {long && <p>{t(state === 'done' ? 'stage.took' : 'stage.since', { span: long })}</p>}
        {missing.length > 0 && (
          <ul className="stage-missing-list">
            {missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {more}
      </div>
    </li>
  );
}
