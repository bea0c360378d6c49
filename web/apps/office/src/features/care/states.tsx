import type { TicketRow } from '@duan/api';
import { StatusTag, toneOf } from '@duan/kit';
import { useText } from '../../shared/text';

/** Here a repaired device still waits for the call. */
const own = { TAKEN: 'brand', RESOLVED: 'amber' } as const;

export function TicketState({ status }: { status: TicketRow['status'] }) {
  const t = useText();
  return <StatusTag tone={toneOf(status, own)}>{t(`care.status.${status}`)}</StatusTag>;
}

type Device = { product_name: string; model_name: string };
type Spot = { terminal_name: string; department_name: string };

/** 「彩色超声诊断系统 UX-1」 */
export const deviceOf = (row: Device) => `${row.product_name} ${row.model_name}`.trim();

/** 「甲医院 · 超声科」 */
export const placeOf = (row: Spot) =>
  [row.terminal_name, row.department_name].filter(Boolean).join(' · ');
