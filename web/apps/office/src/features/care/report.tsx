import { limits, type NewTicket } from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, toast, withoutBlanks } from '@duan/kit';
import { useMemo, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../shared/text';
import { DevicePicker } from './device-picker';
import { useCareWrites } from './queries';

const most = limits.ReportIn;
const widgets = { unit_id: DevicePicker };

type Props = { unitId: string | undefined; onClose: () => void };

/** Which device, and what is wrong with it; the new ticket is opened. */
export function ReportSheet({ unitId, onClose }: Props) {
  const t = useText();
  const go = useNavigate();
  const { report } = useCareWrites();
  const reported = useRef<string | undefined>(undefined);
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['unit_id', 'title'],
      properties: {
        unit_id: { type: 'string', title: t('care.report.unit'), 'x-order': 1 },
        title: {
          type: 'string',
          ...most.title,
          title: t('care.report.what'),
          description: t('care.report.what.hint'),
          'x-order': 2,
        },
        description: {
          type: 'string',
          ...most.description,
          title: t('care.report.more'),
          'x-widget': 'textarea',
          'x-order': 3,
        },
      },
    }),
    [t],
  );
  const initial = useMemo<FormValues>(() => (unitId ? { unit_id: unitId } : {}), [unitId]);
  return (
    <FormSheet
      title={t('care.report.title')}
      about={<p className="quiet">{t('care.report.about')}</p>}
      schema={schema}
      initial={initial}
      widgets={widgets}
      submitLabel={t('care.report.send')}
      draft={`care report ${unitId ?? 'new'}`}
      onClose={() => (reported.current ? go(`/care/${reported.current}`) : onClose())}
      onSubmit={async (values) => {
        const ticket = await report(withoutBlanks(values) as NewTicket);
        reported.current = ticket.id;
        toast(t('care.report.done', { number: ticket.ticket_no }));
      }}
    />
  );
}
