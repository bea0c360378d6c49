import type { Import } from '@duan/api';
import { Icon } from '@duan/kit';
import { useText } from '../../shared/text';

const steps = ['upload', 'map', 'check', 'load'] as const;
const stepOf: Record<Import['state'], number> = {
  UPLOADED: 1,
  CHECKING: 2,
  CHECKED: 2,
  LOADING: 3,
  LOADED: 4,
  UNDONE: 4,
  FAILED: 1,
};

/** Where the import stands: done steps carry a tick, the present one is marked. */
export function Steps({
  state,
  remapping = false,
}: {
  state?: Import['state'];
  remapping?: boolean;
}) {
  const t = useText();
  const now = remapping ? 1 : state ? stepOf[state] : 0;
  return (
    <ol className="steps" aria-label={t('imports.steps')}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={index < now ? 'step step-done' : 'step'}
          {...(index === now ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="step-mark">
            {index < now ? <Icon name="check" size={14} /> : index + 1}
          </span>
          {t(`imports.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
