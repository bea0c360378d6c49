import type { Task, TrainingRow } from '@duan/api';
import { StatusTag, toneOf } from '@duan/kit';
import { useText } from '../../shared/text';

/** Here an installed device still waits for the hospital. */
const own = { DISPATCHED: 'blue', INSTALLED: 'amber', HELD: 'green' } as const;

export function TaskState({ status }: { status: Task['status'] }) {
  const t = useText();
  return <StatusTag tone={toneOf(status, own)}>{t(`field.status.${status}`)}</StatusTag>;
}

export function TrainingState({ status }: { status: TrainingRow['status'] }) {
  const t = useText();
  return <StatusTag tone={toneOf(status, own)}>{t(`field.training.status.${status}`)}</StatusTag>;
}

/** 「甲医院 · ICU」 */
export const placeOf = (row: { terminal_name: string; department_name: string }) =>
  [row.terminal_name, row.department_name].filter(Boolean).join(' · ');
