import { limits, type Task } from '@duan/api';
import { Button, Card, Checklist, Icon, Input, ProblemNote, toast } from '@duan/kit';
import { useState } from 'react';
import { useText } from '../../shared/text';
import { useFieldWrites } from './queries';
import { useTicks } from './ticks';

const itemsOf = (task: Task) =>
  task.checklist.map(({ key, label }) => ({ key, title: label, needed: true }));

/** The checklist, to tick off while at work and to look at otherwise. */
export function Work({ task }: { task: Task }) {
  const t = useText();
  const { marks, change, problem, saving } = useTicks(task);
  const works = task.may.includes('work');
  return (
    <Card>
      <Checklist
        label={t('field.checklist')}
        items={itemsOf(task)}
        marks={marks}
        notes
        {...(works ? { onChange: change } : {})}
      />
      {works && (
        <output className="quiet">
          {saving ? t('field.checklist.saving') : t('field.checklist.saved')}
        </output>
      )}
      <ProblemNote problem={problem} />
    </Card>
  );
}

/** Hands the installation over, once nothing is missing any more. */
export function Finish({ task }: { task: Task }) {
  const t = useText();
  const { finish } = useFieldWrites();
  const [note, setNote] = useState(task.note);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const missing = [
    ...task.checklist.filter(({ done }) => !done).map(({ label }) => label),
    ...(task.photos.length === 0 ? [t('field.finish.photo')] : []),
  ];
  const send = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await finish(task.id, task.version, note);
      toast(t('field.finish.done'));
    } catch (caught) {
      setProblem(caught);
    } finally {
      setPending(false);
    }
  };
  return (
    <Card>
      <div className="field-finish">
        <Input.TextArea
          aria-label={t('field.finish.note')}
          placeholder={t('field.finish.note')}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={limits.FinishIn.note.maxLength}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {missing.length > 0 && (
          <p className="quiet">{t('field.finish.missing', { items: missing.join('；') })}</p>
        )}
        <ProblemNote problem={problem} />
        <Button
          type="primary"
          block
          icon={<Icon name="check" size={18} />}
          disabled={missing.length > 0}
          loading={pending}
          onClick={send}
        >
          {t('field.finish')}
        </Button>
      </div>
    </Card>
  );
}
