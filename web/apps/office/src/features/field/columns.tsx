import type { TaskRow, TrainingRow } from '@duan/api';
import type { GridColumn } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import './field.css';
import { placeOf, TaskState, TrainingState } from './states';

function Planned({ row }: { row: TaskRow }) {
  const t = useText();
  return (
    <span className={row.late ? 'field-late' : ''} title={row.late ? t('field.late') : undefined}>
      {row.planned_on}
    </span>
  );
}

export function useTaskColumns(): GridColumn<TaskRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'device',
        title: t('field.col.device'),
        width: 260,
        render: (row) => row.device_name,
        hint: (row) => row.serial_no,
      },
      {
        key: 'status',
        title: t('field.col.status'),
        width: 112,
        render: (row) => <TaskState status={row.status} />,
      },
      {
        key: 'place',
        title: t('field.col.place'),
        width: 240,
        render: (row) => placeOf(row),
      },
      {
        key: 'engineer',
        title: t('field.col.engineer'),
        width: 116,
        render: (row) => row.engineer_name || <span className="quiet">{t('field.nobody')}</span>,
      },
      {
        key: 'planned',
        title: t('field.col.planned'),
        width: 116,
        render: (row) => <Planned row={row} />,
      },
      {
        key: 'number',
        title: t('field.col.number'),
        width: 104,
        render: (row) => <span className="quiet">{row.task_no}</span>,
      },
    ],
    [t],
  );
}

/** What a task becomes on a phone. */
export function TaskCard({ row }: { row: TaskRow }) {
  const t = useText();
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{row.device_name}</span>
        <TaskState status={row.status} />
      </span>
      <span className="row-card-line">
        <span>{placeOf(row)}</span>
        <span>{row.serial_no}</span>
        <span>{row.engineer_name || t('field.nobody')}</span>
        <Planned row={row} />
      </span>
    </>
  );
}

export function useTrainingColumns(): GridColumn<TrainingRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'topic',
        title: t('field.col.topic'),
        width: 240,
        render: (row) => row.topic,
        hint: (row) => row.training_no,
      },
      {
        key: 'status',
        title: t('field.col.status'),
        width: 112,
        render: (row) => <TrainingState status={row.status} />,
      },
      { key: 'device', title: t('field.col.device'), width: 220, render: (row) => row.device_name },
      { key: 'place', title: t('field.col.place'), width: 220, render: (row) => placeOf(row) },
      {
        key: 'trainer',
        title: t('field.col.trainer'),
        width: 116,
        render: (row) => row.trainer_name,
      },
      {
        key: 'planned',
        title: t('field.col.planned'),
        width: 116,
        render: (row) => row.planned_on,
      },
    ],
    [t],
  );
}

export function TrainingCard({ row }: { row: TrainingRow }) {
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{row.topic}</span>
        <TrainingState status={row.status} />
      </span>
      <span className="row-card-line">
        <span>{placeOf(row)}</span>
        <span>{row.device_name}</span>
        <span>{row.planned_on}</span>
      </span>
    </>
  );
}
