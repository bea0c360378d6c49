import type { MoneyMilestone } from '@duan/api';
import { StatusTag } from '@duan/kit';
import { useText } from '../../shared/text';

/** How a milestone stands, in words; late is a fact of today and beats "due". */
export function MilestoneState({ row }: { row: MoneyMilestone }) {
  const t = useText();
  if (row.status === 'PAID') return <StatusTag tone="green">{t('money.show.PAID')}</StatusTag>;
  if (row.status === 'PLANNED')
    return <StatusTag tone="grey">{t(`money.waits.${row.kind}`)}</StatusTag>;
  if (row.days_late > 0)
    return <StatusTag tone="red">{t('money.late', { n: row.days_late })}</StatusTag>;
  return <StatusTag tone="amber">{t('money.show.DUE')}</StatusTag>;
}

/** The day it is due, or what it will be counted from. */
export function DueDay({ row }: { row: MoneyMilestone }) {
  const t = useText();
  if (row.due_on) return <span>{row.due_on}</span>;
  return <span className="quiet">{t('money.daysAfter', { n: row.days })}</span>;
}

export function placeOf(row: MoneyMilestone): string {
  const { terminal_name: name, institution_name: institution } = row;
  return institution && institution !== name ? `${institution} · ${name}` : name;
}
