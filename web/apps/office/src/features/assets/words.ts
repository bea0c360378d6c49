import type { Device } from '@duan/api';
import { toneOf } from '@duan/kit';
import { useCallback } from 'react';
import { useText } from '../../shared/text';
import { today, validity } from '../../shared/validity';

export type DeviceStatus = Device['status'];
export const statuses: DeviceStatus[] = [
  'IN_STOCK',
  'IN_TRANSIT',
  'ARRIVED',
  'IN_SERVICE',
  'SCRAPPED',
];

/** In service is what all the work is for; stock is only waiting. */
export const deviceTone = (status: DeviceStatus) =>
  toneOf(status, { IN_SERVICE: 'green', IN_STOCK: 'brand', ARRIVED: 'amber' });

/** `至 2028-11-24`, or nothing for a device that nothing covers. */
export function useCoverWords() {
  const t = useText();
  return useCallback(
    (through: string | null | undefined) =>
      through ? t('assets.cover.through', { day: through }) : '',
    [t],
  );
}

/** What is left of a period, as a note beside it. */
export function useLeft() {
  const t = useText();
  return (startsOn: string, throughOn: string) => {
    const { state, days } = validity(startsOn, throughOn, today());
    if (state === 'ahead') return t('assets.left.ahead', { n: days });
    if (state === 'over') return t('assets.left.over', { n: days });
    return days === 0 ? t('assets.left.today') : t('assets.left.now', { n: days });
  };
}
