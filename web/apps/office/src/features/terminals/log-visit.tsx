import { limits, type NewInteraction, type Terminal } from '@duan/api';
import {
  type FieldSchema,
  type FormSchema,
  FormSheet,
  type FormValues,
  toast,
  withBlanks,
} from '@duan/kit';
import { useMemo } from 'react';
import { useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';
import { useContacts, useTerminalWrites } from './queries';

const most = limits.InteractionIn;

function useVisitSchema(terminalId: string): FormSchema {
  const t = useText();
  const { options } = useLabels();
  const { data: contacts = [] } = useContacts(terminalId);
  return useMemo(() => {
    const choice = (family: 'channel' | 'purpose', widget: boolean): FieldSchema => {
      const all = options(family);
      return {
        type: 'string',
        ...(all.length > 0 ? { enum: all.map(({ value }) => value) } : {}),
        'x-labels': Object.fromEntries(all.map(({ value, label }) => [value, label])),
        ...(widget && all.length > 0 ? { 'x-widget': 'radio' as const, 'x-wide': true } : {}),
      };
    };
    const text: FieldSchema = { type: 'string' };
    const fields: Record<string, FieldSchema> = {
      met_at: { type: 'string', format: 'date-time' },
      purpose: choice('purpose', false),
      channel: choice('channel', true),
      contacts: {
        type: 'array',
        items: {
          type: 'string',
          enum: contacts.map(({ id }) => id),
          'x-labels': Object.fromEntries(
            contacts.map(({ id, name, position }) => [
              id,
              [name, position].filter(Boolean).join(' · '),
            ]),
          ),
        },
      },
      summary: { ...text, ...most.summary, 'x-widget': 'textarea' },
      result: { ...text, ...most.result, 'x-widget': 'textarea' },
      next_step: { ...text, ...most.next_step },
      next_on: { type: ['string', 'null'], format: 'date' },
      competitor: { ...text, ...most.competitor },
      companions: {
        type: 'array',
        maxItems: most.companions.maxItems,
        items: { ...text, ...most.companions.items },
      },
    };
    if (contacts.length === 0) delete fields.contacts;
    const titled = Object.entries(fields).map(([name, field], index) => [
      name === 'contacts' ? 'contact_ids' : name,
      { ...field, title: t(`interactions.${name}` as 'interactions.met_at'), 'x-order': index },
    ]);
    return {
      type: 'object',
      properties: Object.fromEntries(titled),
      required: ['met_at', 'channel', 'purpose', 'summary'],
    };
  }, [t, options, contacts]);
}

/** Who met whom, when, how, to what end, with what result. */
export function LogVisit({ terminal, onClose }: { terminal: Terminal; onClose: () => void }) {
  const t = useText();
  const writes = useTerminalWrites();
  const schema = useVisitSchema(terminal.id);
  const initial = useMemo<FormValues>(() => ({ met_at: new Date().toISOString() }), []);
  return (
    <FormSheet
      wide
      title={t('interactions.logAt', { name: terminal.name })}
      schema={schema}
      initial={initial}
      submitLabel={t('interactions.log')}
      draft={`visit ${terminal.id}`}
      onClose={onClose}
      onSubmit={async (values) => {
        await writes.logInteraction(terminal.id, withBlanks(schema, values) as NewInteraction);
        toast(t('interactions.logged'));
      }}
    />
  );
}
