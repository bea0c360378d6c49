import type { Dispatch, Task } from '@duan/api';
import { dayOf, type FormSchema, FormSheet, type FormValues, Note, toast } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { useEngineers, useFieldWrites } from './queries';

type Props = { task: Task; onReload: () => Promise<unknown>; onClose: () => void };

/** Who installs it, and when. */
export function DispatchSheet({ task, onReload, onClose }: Props) {
  const t = useText();
  const { data: engineers } = useEngineers(task.id);
  const { dispatch } = useFieldWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['engineer_id', 'planned_on'],
      properties: {
        engineer_id: {
          type: 'string',
          title: t('field.dispatch.engineer'),
          enum: (engineers ?? []).map(({ id }) => id),
          'x-labels': Object.fromEntries((engineers ?? []).map(({ id, name }) => [id, name])),
          'x-order': 1,
        },
        planned_on: {
          type: 'string',
          format: 'date',
          title: t('field.dispatch.on'),
          'x-order': 2,
        },
      },
    }),
    [t, engineers],
  );
  const initial = useMemo<FormValues>(
    () => ({
      planned_on: task.planned_on ?? dayOf(new Date().toISOString()),
      ...(task.engineer_id ? { engineer_id: task.engineer_id } : {}),
    }),
    [task.planned_on, task.engineer_id],
  );
  return (
    <FormSheet
      title={t('field.dispatch.title', { number: task.task_no })}
      about={
        engineers?.length === 0 ? (
          <Note tone="amber" icon="warning">
            {t('field.dispatch.none')}
          </Note>
        ) : (
          task.status !== 'WAITING' && <p className="quiet">{t('field.dispatch.about')}</p>
        )
      }
      schema={schema}
      initial={initial}
      submitLabel={t('field.dispatch')}
      onReload={onReload}
      onClose={onClose}
      onSubmit={async (values) => {
        await dispatch(task.id, { ...values, seen_version: task.version } as Dispatch);
        toast(t('field.dispatch.done'));
      }}
    />
  );
}
