import { Problem } from '@duan/api';
import { useKitText } from '../i18n/i18n';
import { Icon } from './icons';

/** The sentence and the code of a refusal, for a place inside a form or dialog. */
export function ProblemNote({ problem }: { problem: unknown }) {
  const t = useKitText();
  if (problem === undefined || problem === null) return null;
  const text = problem instanceof Error ? problem.message : String(problem);
  const code = problem instanceof Problem ? problem.code : 'client';
  return (
    <div className="note note-red" role="alert">
      <Icon name="warning" />
      <div>
        <p>{text}</p>
        <p className="note-code">{t('kit.error.code', { code })}</p>
      </div>
    </div>
  );
}
