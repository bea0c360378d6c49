import { type EndingCover, limits, type RenewalTerms } from '@duan/api';
import { Confirm, type FormSchema, FormSheet, type FormValues, Money, toast } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { useCareWrites } from './queries';
import { deviceOf } from './states';

const most = limits.ProposeIn;
const classes = ['A', 'B', 'C', 'D'] as const;
const year = 12;

type Props = { cover: EndingCover; onClose: () => void };

function useTermsSchema(): FormSchema {
  const t = useText();
  return useMemo(
    () => ({
      type: 'object',
      required: ['months', 'sla_class', 'amount'],
      properties: {
        months: {
          type: 'integer',
          ...most.months,
          title: t('care.renewal.months'),
          'x-unit': t('care.renewal.months.unit'),
          'x-order': 1,
        },
        sla_class: {
          type: 'string',
          enum: classes,
          'x-labels': Object.fromEntries(classes.map((one) => [one, t(`care.sla.${one}`)])),
          title: t('care.renewal.sla'),
          'x-widget': 'radio',
          'x-order': 2,
        },
        amount: {
          type: 'string',
          pattern: '^[0-9]{1,12}(\\.[0-9]{1,2})?$',
          'x-pattern-hint': t('care.renewal.amount.hint'),
          'x-unit': t('care.renewal.amount.unit'),
          title: t('care.renewal.amount'),
          'x-order': 3,
        },
      },
    }),
    [t],
  );
}

/** The first offer after a cover, or other terms for one that is not signed. */
export function TermsSheet({ cover, onClose }: Props) {
  const t = useText();
  const { propose, revise } = useCareWrites();
  const schema = useTermsSchema();
  const offer = cover.renewal;
  const initial = useMemo<FormValues>(
    () =>
      offer
        ? { months: offer.months, sla_class: offer.sla_class, amount: offer.amount }
        : { months: year, sla_class: cover.sla_class },
    [offer, cover.sla_class],
  );
  const send = async (values: FormValues) => {
    const terms = { ...values, amount: String(values.amount).trim() } as RenewalTerms;
    if (offer) {
      await revise(offer.id, offer.version, terms);
      toast(t('care.renewal.revised'));
    } else {
      const made = await propose(cover.cover_id, terms);
      toast(t('care.renewal.proposed', { number: made.renewal_no }));
    }
  };
  return (
    <FormSheet
      title={
        offer
          ? t('care.renewal.revise.title', { number: offer.renewal_no })
          : t('care.renewal.propose.title')
      }
      about={
        <p className="quiet">
          {t('care.renewal.propose.about', {
            device: `${deviceOf(cover)} ${cover.serial_no}`,
            kind: t(`care.kind.${cover.kind}`),
            day: cover.through_on,
          })}
        </p>
      }
      schema={schema}
      initial={initial}
      submitLabel={t(offer ? 'care.renewal.save' : 'care.renewal.propose')}
      draft={`care renewal ${cover.cover_id}`}
      onClose={onClose}
      onSubmit={send}
    />
  );
}

/** Says once more what will hold, before it holds. */
export function SignDialog({ cover, onClose }: Props) {
  const t = useText();
  const { sign } = useCareWrites();
  const offer = cover.renewal;
  if (!offer) return null;
  return (
    <Confirm
      open
      title={t('care.renewal.sign.title', { number: offer.renewal_no })}
      yes={t('care.renewal.sign')}
      onYes={async () => {
        await sign(offer.id, offer.version);
        toast(t('care.renewal.done'));
      }}
      onClose={onClose}
    >
      <p>
        {t('care.renewal.sign.about', {
          device: `${deviceOf(cover)} ${cover.serial_no}`,
          from: offer.starts_on,
          through: offer.through_on,
          class: offer.sla_class,
        })}
      </p>
      <p>
        <Money value={offer.amount} />
      </p>
    </Confirm>
  );
}
