import type { Journey, JourneyStage } from '@duan/api';
import { dayOf, type Stage } from '@duan/kit';
import { useText } from '../../shared/text';
import { placeOf } from './place';

/** What the line has no place of its own for: how many are done, until when. */
function More({ stage }: { stage: JourneyStage }) {
  const t = useText();
  const open = stage.state === 'NOW' || stage.state === 'MISSING';
  const due = stage.due_at && open ? dayOf(stage.due_at) : '';
  return (
    <>
      {stage.total > 1 && <p>{t('journey.progress', { done: stage.done, total: stage.total })}</p>}
      {due && (
        <p className={stage.is_late ? 'late' : ''}>
          {t(stage.is_late ? 'journey.late' : 'journey.due', { at: due })}
        </p>
      )}
      {stage.state === 'DONE' && stage.is_late && <p className="late">{t('journey.doneLate')}</p>}
    </>
  );
}

/** The stages as the line of the kit shows them. */
export function useStages(journey: Journey | undefined): Stage[] {
  const t = useText();
  return (journey?.stages ?? []).map((stage) => ({
    key: stage.stage,
    title: t(`journey.stage.${stage.stage}`),
    state: stage.state.toLowerCase() as Stage['state'],
    about: stage.title || undefined,
    to: placeOf(stage.link, journey?.deal_id ?? ''),
    who: stage.by_name || undefined,
    at: stage.at,
    seconds: stage.seconds,
    missing: stage.missing,
    more: <More stage={stage} />,
  }));
}
