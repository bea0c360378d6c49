import { type Call, limits, type Ticket } from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, toast, withoutBlanks } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { useCareWrites } from './queries';

const stars = [5, 4, 3, 2, 1] as const;
const blank: FormValues = {};

type Props = { ticket: Ticket; onReload: () => Promise<unknown>; onClose: () => void };

/** What was done to the device. */
export function ResolveSheet({ ticket, onReload, onClose }: Props) {
  const t = useText();
  const { resolve } = useCareWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['resolution'],
      properties: {
        resolution: {
          type: 'string',
          ...limits.ResolveIn.resolution,
          title: t('care.resolve.what'),
          description: t('care.resolve.hint'),
          'x-widget': 'textarea',
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('care.resolve.title', { number: ticket.ticket_no })}
      schema={schema}
      initial={blank}
      submitLabel={t('care.resolve.send')}
      draft={`care resolve ${ticket.id}`}
      onReload={onReload}
      onClose={onClose}
      onSubmit={async (values) => {
        await resolve(ticket.id, ticket.version, String(values.resolution));
        toast(t('care.resolve.done'));
      }}
    />
  );
}

/** Whom somebody called after the repair, and how content they are. */
export function CallSheet({ ticket, onReload, onClose }: Props) {
  const t = useText();
  const { followUp } = useCareWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['spoke_with', 'satisfaction'],
      properties: {
        spoke_with: {
          type: 'string',
          ...limits.FollowUpIn.spoke_with,
          title: t('care.call.who'),
          'x-order': 1,
        },
        satisfaction: {
          enum: stars,
          'x-labels': Object.fromEntries(stars.map((n) => [n, t(`care.stars.${n}`)])),
          title: t('care.call.stars'),
          'x-widget': 'radio',
          'x-order': 2,
        },
        note: {
          type: 'string',
          ...limits.FollowUpIn.note,
          title: t('care.call.note'),
          'x-widget': 'textarea',
          'x-order': 3,
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('care.call.title', { number: ticket.ticket_no })}
      schema={schema}
      initial={blank}
      submitLabel={t('care.call.send')}
      draft={`care call ${ticket.id}`}
      onReload={onReload}
      onClose={onClose}
      onSubmit={async (values) => {
        await followUp(ticket.id, {
          ...withoutBlanks(values),
          seen_version: ticket.version,
        } as Call);
        toast(t('care.call.done'));
      }}
    />
  );
}
