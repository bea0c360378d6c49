import type { Shipment } from '@duan/api';
import { toneOf } from '@duan/kit';

export const statuses: Shipment['status'][] = ['WAITING', 'CHECKED', 'IN_TRANSIT', 'ARRIVED'];

/** Checked is not the end of it: somebody still has to ship. */
export const shipmentTone = (status: Shipment['status']) => toneOf(status, { CHECKED: 'brand' });

/** 「甲医院 · 超声科」 */
export const placeOf = (row: { terminal_name: string; department_name: string }) =>
  [row.terminal_name, row.department_name].filter(Boolean).join(' · ');
