import type { Training } from '@duan/api';
import { Card, ErrorState, Facts, momentOf, PageHeader, StatusTag, Waiting } from '@duan/kit';
import { Link, useParams } from 'react-router';
import { useText } from '../../shared/text';
import { AttendanceForm } from './attendance';
import './field.css';
import { useTraining } from './queries';
import { placeOf, TrainingState } from './states';

function Came({ training }: { training: Training }) {
  const t = useText();
  const { attendance } = training;
  return (
    <Card
      title={t('field.training.sheet')}
      extra={t('field.training.count', {
        n: attendance.length,
        passed: attendance.filter(({ passed }) => passed).length,
      })}
    >
      <ul className="field-trainings">
        {attendance.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the sheet is fixed
          <li key={index}>
            <span>{[one.person_name, one.department_name].filter(Boolean).join(' · ')}</span>
            <StatusTag tone={one.passed ? 'green' : 'amber'}>
              {t(one.passed ? 'field.training.passed' : 'field.training.failed')}
            </StatusTag>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneTraining({ id }: { id: string }) {
  const t = useText();
  const { data: training, isPending, error, refetch } = useTraining(id);
  if (isPending) return <Waiting rows={8} />;
  if (!training) return <ErrorState problem={error} onRetry={() => refetch()} />;
  return (
    <div className="page-body field-page">
      <PageHeader
        back={{ to: `/onsite/${training.task_id}`, label: training.device_name }}
        name={training.topic}
        title={
          <span className="title-line">
            {training.topic}
            <TrainingState status={training.status} />
          </span>
        }
        about={[training.training_no, placeOf(training)].join(' · ')}
      />
      <div className="field-columns">
        <div className="stack">
          {training.may.includes('hold') && <AttendanceForm training={training} />}
          {training.attendance.length > 0 && <Came training={training} />}
        </div>
        <Card title={t('field.task')}>
          <Facts
            columns={1}
            items={[
              {
                label: t('field.col.device'),
                value: <Link to={`/onsite/${training.task_id}`}>{training.device_name}</Link>,
              },
              { label: t('field.fact.serial'), value: training.serial_no },
              { label: t('field.fact.planned'), value: training.planned_on },
              { label: t('field.training.trainer'), value: training.trainer_name },
              {
                label: t('field.training.heldAt'),
                value: training.held_at && momentOf(training.held_at),
              },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

/** Who came to a training, and who passed. */
export function TrainingPage() {
  const { id = '' } = useParams();
  return <OneTraining key={id} id={id} />;
}
