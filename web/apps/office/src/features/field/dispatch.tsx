import type { Dispatch, Task } from '@duan/api';
import { dayOf, type FormSchema, FormSheet, type FormValues, Note, toast } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { useEngineers, useFieldWrites } from './queries';

type Props = { task: Task; onReload: () => Promise<unknown>; onClose: () => void };

/** Who installs it, and when; opened once it is known who can. */
export function DispatchSheet(props: Props) {
  const { data: engineers } = useEngineers(props.task.id);
  return engineers ? <Sheet {...props} engineers={engineers} /> : null;
}

type Engineers = NonNullable<ReturnType<typeof useEngineers>['data']>;

function Sheet({ task, engineers, onReload, onClose }: Props & { engineers: Engineers }) {
  const t = useText();
  const { dispatch } = useFieldWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['engineer_id', 'planned_on'],
      properties: {
        engineer_id: {
          type: 'string',
          title: t('field.dispatch.engineer'),
          enum: engineers.map(({ id }) => id),
          'x-labels': Object.fromEntries(engineers.map(({ id, name }) => [id, name])),
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
      ...(engineers.some(({ id }) => id === task.engineer_id)
        ? { engineer_id: task.engineer_id }
        : {}),
    }),
    [task.planned_on, task.engineer_id, engineers],
  );
  return (
    <FormSheet
      title={t('field.dispatch.title', { number: task.task_no })}
      about={
        engineers.length === 0 ? (
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
