import { type Deal, type Doing, limits } from '@duan/api';
import { type FieldSchema, type FormSchema, FormSheet, type FormValues, toast } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { useDealWrites } from './queries';

type Props = { deal: Deal; onReload: () => Promise<unknown>; onClose: () => void };
const nothing = {};

type FrameProps = Props & {
  doing: Doing;
  required: string[];
  fields: Record<string, FieldSchema>;
  initial?: FormValues;
  onSave: (values: FormValues) => Promise<unknown>;
};

/** A step that asks for one or two things. */
function StepForm({ doing, required, fields, initial = nothing, onSave, ...rest }: FrameProps) {
  const t = useText();
  const schema = useMemo<FormSchema>(
    () => ({ type: 'object', required, properties: fields }),
    [required, fields],
  );
  return (
    <FormSheet
      title={t(`sales.do.${doing}`)}
      about={t(`sales.hint.${doing}`) && <p className="quiet">{t(`sales.hint.${doing}`)}</p>}
      schema={schema}
      initial={initial}
      submitLabel={t(`sales.do.${doing}`)}
      onReload={rest.onReload}
      onClose={rest.onClose}
      onSubmit={async (values) => {
        await onSave(values);
        toast(t(`sales.done.${doing}`));
      }}
    />
  );
}

const needs = {
  nothing: [] as string[],
  reason: ['reason'],
  signed: ['signed_on'],
  committed: ['commit_on'],
};

export function QualifyLead(props: Props) {
  const { deal } = props;
  const t = useText();
  const writes = useDealWrites();
  const fields = useMemo<Record<string, FieldSchema>>(
    () => ({
      budget: {
        type: 'string',
        title: t('sales.field.budget'),
        pattern: '^[0-9]{1,12}(\\.[0-9]{1,2})?$',
        'x-pattern-hint': t('sales.field.amountHint'),
        'x-unit': '¥',
        'x-order': 1,
      },
      expected_on: {
        type: 'string',
        format: 'date',
        title: t('sales.field.expected_on'),
        'x-order': 2,
      },
    }),
    [t],
  );
  return (
    <StepForm
      {...props}
      doing="qualify_lead"
      required={needs.nothing}
      fields={fields}
      onSave={({ budget, expected_on }) =>
        writes.qualify(deal.id, {
          seen_version: deal.version,
          budget: budget ? String(budget) : null,
          expected_on: expected_on ? String(expected_on) : null,
        })
      }
    />
  );
}

type WhyDoing = 'drop_lead' | 'lose_opportunity' | 'return_contract';

/** The steps that end something or send it back, and say why. */
export function SayWhy({ doing, ...props }: Props & { doing: WhyDoing }) {
  const { deal } = props;
  const t = useText();
  const writes = useDealWrites();
  const fields = useMemo<Record<string, FieldSchema>>(
    () => ({
      reason: {
        type: 'string',
        title: t('sales.field.reason'),
        ...limits.SalesReasonIn.reason,
        'x-widget': 'textarea',
      },
    }),
    [t],
  );
  const save = (reason: string) => {
    if (doing === 'drop_lead') return writes.drop(deal.id, { seen_version: deal.version, reason });
    const { opportunity, contract } = deal;
    if (doing === 'lose_opportunity')
      return writes.lose(opportunity?.id ?? '', {
        seen_version: opportunity?.version ?? 0,
        reason,
      });
    return writes.returnContract(contract?.id ?? '', {
      seen_version: contract?.version ?? 0,
      reason,
    });
  };
  return (
    <StepForm
      {...props}
      doing={doing}
      required={needs.reason}
      fields={fields}
      onSave={({ reason }) => save(String(reason))}
    />
  );
}

type DayDoing = 'sign_contract' | 'confirm_order';

/** The steps that name a day. */
export function NameDay({ doing, ...props }: Props & { doing: DayDoing }) {
  const { contract } = props.deal;
  const t = useText();
  const writes = useDealWrites();
  const signing = doing === 'sign_contract';
  const field = signing ? 'signed_on' : 'commit_on';
  const fields = useMemo<Record<string, FieldSchema>>(
    () => ({
      [field]: { type: 'string', format: 'date', title: t(`sales.field.${field}`) },
    }),
    [t, field],
  );
  const id = contract?.id ?? '';
  return (
    <StepForm
      {...props}
      doing={doing}
      required={signing ? needs.signed : needs.committed}
      fields={fields}
      onSave={({ signed_on, commit_on }) =>
        signing
          ? writes.signContract(id, {
              seen_version: contract?.version ?? 0,
              signed_on: String(signed_on),
            })
          : writes.confirmOrder({ contract_id: id, commit_on: String(commit_on) })
      }
    />
  );
}
