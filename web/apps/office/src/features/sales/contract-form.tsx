import type { Contract, Deal, NewContract } from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, toast } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { restOf, wholeOf } from './amounts';
import { toldAt, wrong } from './problems';
import { useDealWrites } from './queries';
import { type DraftPart, ScheduleEditor, usualSchedule } from './schedule-editor';

type Props = {
  deal: Deal;
  /** The contract to change; without one a new one is drafted from the accepted quote. */
  contract?: Contract | undefined;
  onReload: () => Promise<unknown>;
  onClose: () => void;
};

const rules = ['ACCEPTANCE_SIGNED', 'ARRIVAL'] as const;
const classes = ['A', 'B', 'C', 'D'] as const;

function useTermsSchema() {
  const t = useText();
  return useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['schedule', 'warranty_rule', 'warranty_months', 'sla_class'],
      properties: {
        schedule: {
          type: 'array',
          title: t('sales.field.schedule'),
          minItems: 1,
          'x-wide': true,
          'x-order': 1,
        },
        warranty_rule: {
          type: 'string',
          title: t('sales.field.warranty_rule'),
          enum: rules,
          'x-labels': Object.fromEntries(rules.map((rule) => [rule, t(`sales.rule.${rule}`)])),
          'x-order': 2,
        },
        warranty_months: {
          type: 'integer',
          title: t('sales.field.warranty_months'),
          minimum: 1,
          maximum: 240,
          'x-unit': t('sales.field.months'),
          'x-order': 3,
        },
        sla_class: {
          type: 'string',
          title: t('sales.field.sla_class'),
          enum: classes,
          'x-labels': Object.fromEntries(classes.map((one) => [one, t(`sales.sla.${one}`)])),
          'x-order': 4,
        },
      },
    }),
    [t],
  );
}

export function ContractForm({ deal, contract, onReload, onClose }: Props) {
  const t = useText();
  const writes = useDealWrites();
  const schema = useTermsSchema();
  const initial = useMemo<FormValues>(
    () =>
      contract
        ? {
            schedule: contract.schedule,
            warranty_rule: contract.warranty_rule,
            warranty_months: contract.warranty_months,
            sla_class: contract.sla_class,
          }
        : {
            schedule: usualSchedule,
            warranty_rule: 'ACCEPTANCE_SIGNED',
            warranty_months: 24,
            sla_class: 'C',
          },
    [contract],
  );
  const doing = contract ? 'revise_contract' : 'draft_contract';

  const save = async ({ schedule, warranty_rule, warranty_months, sla_class }: FormValues) => {
    const parts = schedule as DraftPart[];
    const shares = parts.map(({ percent }) => percent);
    if (parts.some(({ percent, days }) => !Number(percent) || days === null))
      throw wrong('schedule', t('sales.part.unfinished'));
    if (restOf(shares) !== 0)
      throw wrong('schedule', t('sales.part.notWhole', { n: wholeOf(shares) }));
    const terms = {
      warranty_rule: warranty_rule as NewContract['warranty_rule'],
      warranty_months: Number(warranty_months),
      sla_class: sla_class as NewContract['sla_class'],
      schedule: parts.map(({ kind, percent, days }) => ({
        kind,
        percent: String(percent),
        days: days ?? 0,
      })),
    };
    const accepted = deal.quotes.find(({ status }) => status === 'ACCEPTED');
    await toldAt(
      'schedule',
      contract
        ? writes.reviseContract(contract.id, { ...terms, seen_version: contract.version })
        : writes.draftContract({ ...terms, quote_id: accepted?.id ?? '' }),
    );
    toast(t(`sales.done.${doing}`));
  };

  return (
    <FormSheet
      wide
      title={
        contract ? `${t(`sales.do.${doing}`)} ${contract.contract_no}` : t(`sales.do.${doing}`)
      }
      schema={schema}
      initial={initial}
      widgets={{ schedule: ScheduleEditor }}
      submitLabel={t('sales.save')}
      draft={`contract ${contract?.id ?? deal.id}`}
      onReload={onReload}
      onSubmit={save}
      onClose={onClose}
    />
  );
}
