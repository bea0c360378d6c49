import type { Task } from '@duan/api';
import {
  Button,
  Card,
  ErrorState,
  Facts,
  Icon,
  momentOf,
  Note,
  PageHeader,
  toast,
  Waiting,
} from '@duan/kit';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { Accepted, AcceptForm } from './acceptance';
import { DispatchSheet } from './dispatch';
import './field.css';
import { Photos } from './photos';
import { useFieldWrites, useTask } from './queries';
import { placeOf, TaskState } from './states';
import { PlanTraining, Trainings } from './trainings';
import { Finish, Work } from './work';

const sheets = ['dispatch', 'training'] as const;
type Sheet = (typeof sheets)[number];

function Actions({ task, onOpen }: { task: Task; onOpen: (sheet: Sheet) => void }) {
  const t = useText();
  const { start } = useFieldWrites();
  const [pending, setPending] = useState(false);
  const begin = () => {
    setPending(true);
    start(task.id, task.version)
      .then(() => toast(t('field.started')))
      .catch((caught: Error) => toast(caught.message, 'bad'))
      .finally(() => setPending(false));
  };
  const waits = task.status === 'WAITING';
  return (
    <>
      <Link className="button-link" to={`/journeys/${task.deal_id}`}>
        <Icon name="route" size={16} />
        {t('field.journey')}
      </Link>
      {task.may.includes('dispatch') && (
        <Button
          type={waits ? 'primary' : 'default'}
          icon={<Icon name="user" size={16} />}
          onClick={() => onOpen('dispatch')}
        >
          {t(waits ? 'field.dispatch' : 'field.redispatch')}
        </Button>
      )}
      {task.may.includes('start') && (
        <Button
          type="primary"
          icon={<Icon name="wrench" size={16} />}
          loading={pending}
          onClick={begin}
        >
          {t('field.start')}
        </Button>
      )}
    </>
  );
}

/** A way to another page, for whoever may open it. */
function Way({ to, needs, text }: { to: string; needs: string; text: string }) {
  return useMay(needs) ? <Link to={to}>{text}</Link> : text;
}

function Particulars({ task }: { task: Task }) {
  const t = useText();
  const at = (moment: string | null) => moment && momentOf(moment);
  const { terminal_id, unit_id, unit_no } = task;
  const happened = [
    {
      label: t('field.fact.dispatched'),
      value: task.dispatched_at && `${momentOf(task.dispatched_at)} ${task.dispatched_by_name}`,
    },
    { label: t('field.fact.started'), value: at(task.started_at) },
    { label: t('field.fact.installed'), value: at(task.installed_at) },
  ];
  return (
    <Card title={t('field.task')}>
      <Facts
        columns={1}
        items={[
          {
            label: t('field.fact.place'),
            value: (
              <Way to={`/terminals/${terminal_id}`} needs="terminals.see" text={placeOf(task)} />
            ),
          },
          { label: t('field.fact.serial'), value: task.serial_no },
          {
            label: t('field.fact.unit'),
            value: <Way to={`/devices/${unit_id}`} needs="assets.see" text={unit_no} />,
          },
          { label: t('field.fact.engineer'), value: task.engineer_name },
          { label: t('field.fact.planned'), value: task.planned_on },
          { label: t('field.fact.arrived'), value: task.arrived_on },
          {
            label: t('field.fact.warranty'),
            value: t(`field.rule.${task.warranty_rule}`, { n: task.warranty_months }),
          },
          ...happened.filter(({ value }) => value),
          ...(task.note && task.status !== 'STARTED'
            ? [{ label: t('field.note'), value: task.note }]
            : []),
        ]}
      />
    </Card>
  );
}

function OneTask({ id }: { id: string }) {
  const t = useText();
  const { data: task, isPending, error, refetch } = useTask(id);
  const [params, setParams] = useSearchParams();
  const sheet = sheets.find((one) => one === params.get('form')) ?? null;
  const open = (next: Sheet | null) => setParams(next ? { form: next } : {}, { replace: true });

  if (isPending) return <Waiting rows={10} />;
  if (!task) return <ErrorState problem={error} onRetry={() => refetch()} />;
  const may = (doing: Task['may'][number]) => task.may.includes(doing);
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/onsite', label: t('field.back') }}
        name={task.device_name}
        title={
          <span className="title-line">
            {task.device_name}
            <TaskState status={task.status} />
          </span>
        }
        about={[task.task_no, placeOf(task), task.serial_no].filter(Boolean).join(' · ')}
        actions={<Actions task={task} onOpen={open} />}
      />
      {task.late && (
        <Note tone="amber" icon="warning">
          {t('field.late')}
        </Note>
      )}
      <div className="field-columns">
        <div className="stack">
          <Work task={task} />
          <Photos task={task} />
          {may('work') && <Finish task={task} />}
          {may('accept') && <AcceptForm key={task.version} task={task} />}
          {task.status === 'INSTALLED' && !may('accept') && (
            <Note tone="blue">{t('field.waiting')}</Note>
          )}
        </div>
        <div className="stack">
          {task.acceptance && <Accepted acceptance={task.acceptance} />}
          <Particulars task={task} />
          <Trainings task={task} onPlan={() => open('training')} />
        </div>
      </div>
      {sheet === 'dispatch' && may('dispatch') && (
        <DispatchSheet task={task} onReload={() => refetch()} onClose={() => open(null)} />
      )}
      {sheet === 'training' && may('train') && (
        <PlanTraining task={task} onClose={() => open(null)} />
      )}
    </div>
  );
}

/** One installation, for whoever dispatches, installs or accepts it. */
export function TaskPage() {
  const { id = '' } = useParams();
  return <OneTask key={id} id={id} />;
}
