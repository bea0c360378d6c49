import type { Import } from '@duan/api';
import { Button, Card, Checkbox, Note, ProblemNote } from '@duan/kit';
import { countLabel } from '@duan/rules';
import { useState } from 'react';
import { useText } from '../../shared/text';
import { Counts } from './counts';
import { Duplicates } from './duplicates';
import { Problems } from './problems';
import { useImportWrites, useOutside } from './queries';

/** What the dry run found, and the decision to load. */
export function Review({ item, onRemap }: { item: Import; onRemap: () => void }) {
  const t = useText();
  const { load } = useImportWrites();
  const outside = useOutside(item);
  const [skip, setSkip] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const { new: added, changed, refused } = item.counts;
  const loadable = added + changed;
  const blocked = refused > 0 && !skip;

  const start = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await load(item.id, skip);
    } catch (caught) {
      setProblem(caught);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Card>
        <div className="stack">
          <Counts counts={item.counts} />
          {refused > 0 && (
            <Note tone={blocked ? 'amber' : 'blue'} icon="warning">
              <p>{t('imports.load.blocked', { n: countLabel(refused, false) })}</p>
              {outside && outside.rows > 0 && (
                <p>
                  {t(outside.more ? 'imports.load.outsideMany' : 'imports.load.outside', {
                    n: countLabel(outside.rows, false),
                  })}
                </p>
              )}
              <Checkbox checked={skip} onChange={(event) => setSkip(event.target.checked)}>
                {t('imports.load.skip', { n: countLabel(refused, false) })}
              </Checkbox>
            </Note>
          )}
          <ProblemNote problem={problem} />
          <div className="row row-end">
            {loadable === 0 && <span className="quiet">{t('imports.load.nothing')}</span>}
            <Button onClick={onRemap}>{t('imports.back')}</Button>
            <Button
              type="primary"
              disabled={blocked || loadable === 0}
              loading={pending}
              onClick={start}
            >
              {t('imports.load.submit', { n: countLabel(loadable, false) })}
            </Button>
          </div>
        </div>
      </Card>
      <Duplicates item={item} />
      <Problems item={item} />
    </>
  );
}
