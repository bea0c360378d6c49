import type { Problem } from '@duan/api';
import { Button } from 'antd';
import { useState } from 'react';
import { Icon } from '../bits/icons';
import { ProblemNote } from '../bits/problem-note';
import { useKitText } from '../i18n/i18n';

/** Somebody saved first: nothing was overwritten; fetch theirs, keep mine, look, save again. */
type Props = { stale: Problem; onReload: () => Promise<unknown> };

export function StaleNote({ stale, onReload }: Props) {
  const t = useKitText();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const reload = async () => {
    setPending(true);
    setProblem(undefined);
    await onReload().catch(setProblem);
    setPending(false);
  };
  return (
    <div className="note note-amber" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{t('kit.stale.title')}</strong>
        </p>
        <p>{t('kit.stale.hint')}</p>
        {stale.where.length > 0 && (
          <ul className="note-list">
            {stale.where.map(({ field, message }) => (
              <li key={field}>{message}</li>
            ))}
          </ul>
        )}
        <Button size="small" loading={pending} onClick={reload}>
          {t('kit.stale.reload')}
        </Button>
        <ProblemNote problem={problem} />
      </div>
    </div>
  );
}
