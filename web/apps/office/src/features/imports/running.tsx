import type { Import } from '@duan/api';
import { Card, Progress } from '@duan/kit';
import { countLabel } from '@duan/rules';
import { useText } from '../../shared/text';

/** The worker is busy: how far, with what. */
export function Running({ item }: { item: Import }) {
  const t = useText();
  const { done, total, stage } = item.progress;
  const title = item.state === 'LOADING' ? t('imports.load.running') : t('imports.check.running');
  return (
    <Card>
      <div className="running" role="status">
        <span className="spinner" />
        <h2>{title}</h2>
        <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} aria-label={title} />
        <p className="quiet">
          {total > 0
            ? t('imports.progress', {
                done: countLabel(done, false),
                total: countLabel(total, false),
                stage,
              })
            : stage}
        </p>
        <p className="quiet">{t('imports.leave')}</p>
      </div>
    </Card>
  );
}
