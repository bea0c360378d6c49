import { type Contact, type ContactRevision, limits, type NewContact } from '@duan/api';
import {
  type FormSchema,
  FormSheet,
  type FormValues,
  toast,
  withBlanks,
  withoutBlanks,
} from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { useTerminalWrites } from './queries';

const most = limits.ContactIn;

type Props = {
  terminalId: string;
  contact?: Contact;
  onReload: () => Promise<unknown>;
  onClose: () => void;
};

/** Add or revise a contact. Phone and mail are masked, so a blank one means: keep what is on file. */
export function ContactForm({ terminalId, contact, onReload, onClose }: Props) {
  const t = useText();
  const writes = useTerminalWrites();
  const revising = contact !== undefined;
  const schema = useMemo<FormSchema>(() => {
    const text = { type: 'string' };
    return {
      type: 'object',
      required: ['name'],
      properties: {
        name: { ...text, ...most.name, title: t('contacts.name'), 'x-order': 1 },
        position: { ...text, ...most.position, title: t('contacts.position'), 'x-order': 2 },
        department: { ...text, ...most.department, title: t('contacts.department'), 'x-order': 3 },
        phone: {
          ...text,
          ...most.phone,
          title: t('contacts.phone'),
          'x-order': 4,
          ...(revising ? { description: t('contacts.phoneKeep') } : {}),
        },
        email: {
          ...text,
          ...most.email,
          format: 'email',
          title: t('contacts.email'),
          'x-order': 5,
          ...(revising ? { description: t('contacts.emailKeep') } : {}),
        },
        note: {
          ...text,
          ...most.note,
          title: t('contacts.note'),
          'x-widget': 'textarea',
          'x-order': 6,
        },
      },
    };
  }, [t, revising]);
  const initial = useMemo<FormValues>(() => {
    if (!contact) return {};
    const { name, position, department, note } = contact;
    return { name, position, department, note };
  }, [contact]);

  const save = async (values: FormValues) => {
    if (contact) {
      const { phone, email, ...rest } = withBlanks(schema, values);
      const kept = { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
      await writes.reviseContact(contact.id, {
        ...rest,
        ...kept,
        seen_version: contact.version,
      } as ContactRevision);
    } else await writes.addContact(terminalId, withoutBlanks(values) as NewContact);
    toast(t('contacts.saved'));
  };
  return (
    <FormSheet
      title={revising ? t('contacts.edit') : t('contacts.add')}
      schema={schema}
      initial={initial}
      submitLabel={t('kit.save')}
      draft={`contact ${contact?.id ?? `of ${terminalId}`}`}
      onSubmit={save}
      onReload={onReload}
      onClose={onClose}
    />
  );
}
