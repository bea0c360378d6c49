import { limits, type PlannedTraining, type Task } from '@duan/api';
import {
  Button,
  Card,
  dayOf,
  type FormSchema,
  FormSheet,
  type FormValues,
  Icon,
  toast,
} from '@duan/kit';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { useFieldWrites } from './queries';
import { TrainingState } from './states';

/** The trainings on the device of a task. */
export function Trainings({ task, onPlan }: { task: Task; onPlan: () => void }) {
  const t = useText();
  return (
    <Card
      title={t('field.trainings')}
      extra={
        task.may.includes('train') && (
          <Button icon={<Icon name="plus" size={16} />} onClick={onPlan}>
            {t('field.training.plan')}
          </Button>
        )
      }
    >
      {task.trainings.length === 0 ? (
        <p className="quiet">{t('field.trainings.none')}</p>
      ) : (
        <ul className="field-trainings">
          {task.trainings.map(({ id, topic, planned_on, status }) => (
            <li key={id}>
              <Link to={`/onsite/training/${id}`}>{topic}</Link>
              <span className="quiet">{planned_on}</span>
              <TrainingState status={status} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function PlanTraining({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useText();
  const { planTraining } = useFieldWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['topic', 'planned_on'],
      properties: {
        topic: {
          type: 'string',
          ...limits.PlanTrainingIn.topic,
          title: t('field.training.topic'),
          'x-order': 1,
        },
        planned_on: {
          type: 'string',
          format: 'date',
          title: t('field.training.on'),
          'x-order': 2,
        },
      },
    }),
    [t],
  );
  const initial = useMemo<FormValues>(
    () => ({ topic: t('field.training.default'), planned_on: dayOf(new Date().toISOString()) }),
    [t],
  );
  return (
    <FormSheet
      title={t('field.training.plan')}
      schema={schema}
      initial={initial}
      submitLabel={t('field.training.plan')}
      onClose={onClose}
      onSubmit={async (values) => {
        await planTraining(task.id, values as PlannedTraining);
        toast(t('field.training.planned'));
      }}
    />
  );
}
