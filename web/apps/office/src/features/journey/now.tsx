import type { Journey, JourneyStage } from '@duan/api';
import { dayOf, Icon, Note, useLang } from '@duan/kit';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { placeOf } from './place';

/** Who can do it, and until when it should be done. */
function ByWhen({ stage }: { stage: JourneyStage }) {
  const t = useText();
  const { lang } = useLang();
  const who = stage.by_name || stage.who.join(lang === 'zh' ? '、' : ', ');
  const due = stage.due_at && dayOf(stage.due_at);
  const said = [
    who && t('journey.nowBy', { who }),
    due && t(stage.is_late ? 'journey.late' : 'journey.due', { at: due }),
  ];
  return <p className="quiet">{said.filter(Boolean).join(' · ')}</p>;
}

/** What else should have been done by now, for instance a payment. */
function Overdue({ journey, except }: { journey: Journey; except: string }) {
  const t = useText();
  const late = journey.stages.filter(
    ({ stage, state, is_late }) => is_late && state !== 'DONE' && stage !== except,
  );
  return late.map((stage) => {
    const to = placeOf(stage.link, journey.deal_id);
    const said = t('journey.alsoLate', { stage: t(`journey.stage.${stage.stage}`) });
    return (
      <p key={stage.stage} className="late">
        {to ? (
          <Link className="underlined" to={to}>
            {said}
          </Link>
        ) : (
          said
        )}
        {stage.title && ` · ${stage.title}`}
      </p>
    );
  });
}

/** The one thing to do next, who does it, and the way there. */
export function Now({ journey }: { journey: Journey }) {
  const t = useText();
  const stage = journey.stages.find((one) => one.stage === journey.current);
  if (!stage)
    return (
      <Note tone="green" icon="check">
        {t('journey.allDone')}
      </Note>
    );
  const to = placeOf(stage.link, journey.deal_id);
  const tone = stage.is_late ? 'red' : stage.state === 'MISSING' ? 'amber' : 'blue';
  return (
    <Note tone={tone} icon={tone === 'blue' ? 'info' : 'warning'}>
      <p>
        <strong>{t('journey.now', { stage: t(`journey.stage.${stage.stage}`) })}</strong>
        {stage.title && ` · ${stage.title}`}
      </p>
      {stage.missing.length > 0 && (
        <ul className="note-list">
          {stage.missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <ByWhen stage={stage} />
      <Overdue journey={journey} except={stage.stage} />
      {to && (
        <Link className="button-link" to={to}>
          {t('journey.open')}
          <Icon name="right" size={16} />
        </Link>
      )}
    </Note>
  );
}
