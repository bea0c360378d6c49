import type { Contact, Terminal } from '@duan/api';
import {
  Button,
  Card,
  Confirm,
  EmptyState,
  ErrorState,
  Icon,
  MaskedText,
  toast,
  Waiting,
} from '@duan/kit';
import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { ContactForm } from './contact-form';
import { useContacts, useTerminalWrites } from './queries';
import { RevealDialog } from './reveal';

type Open = { what: 'add' } | { what: 'edit' | 'drop' | 'reveal'; contact: Contact } | null;
type RowProps = {
  contact: Contact;
  here: string;
  may: boolean;
  mayReveal: boolean;
  onOpen: (what: 'edit' | 'drop' | 'reveal') => void;
};

function ContactRow({ contact, here, may, mayReveal, onOpen }: RowProps) {
  const t = useText();
  const role = [contact.position, contact.department].filter(Boolean).join(' · ');
  return (
    <li className="contact">
      <span className="avatar avatar-soft" aria-hidden="true">
        {contact.name.slice(0, 1)}
      </span>
      <div className="contact-text">
        <p>
          <strong>{contact.name}</strong> <span className="quiet">{role}</span>
        </p>
        <p className="contact-line">
          {contact.has_phone ? (
            <span>
              <Icon name="phone" size={14} /> <MaskedText value={contact.phone_masked} />
            </span>
          ) : (
            <span className="quiet">{t('contacts.noPhone')}</span>
          )}
          {contact.email_masked && (
            <span>
              <Icon name="mail" size={14} /> <MaskedText value={contact.email_masked} />
            </span>
          )}
        </p>
        {contact.terminal_id !== here && (
          <Link to={`/terminals/${contact.terminal_id}?tab=contacts`}>{contact.terminal_name}</Link>
        )}
        {contact.note && <p className="quiet">{contact.note}</p>}
      </div>
      <div className="row contact-actions">
        {mayReveal && (contact.has_phone || contact.email_masked) && (
          <Button
            size="small"
            icon={<Icon name="eye" size={14} />}
            onClick={() => onOpen('reveal')}
          >
            {t('contacts.reveal')}
          </Button>
        )}
        {may && (
          <>
            <button
              type="button"
              className="icon-button"
              aria-label={`${t('contacts.edit')} ${contact.name}`}
              onClick={() => onOpen('edit')}
            >
              <Icon name="edit" size={16} />
            </button>
            <button
              type="button"
              className="icon-button"
              aria-label={`${t('contacts.drop')} ${contact.name}`}
              onClick={() => onOpen('drop')}
            >
              <Icon name="trash" size={16} />
            </button>
          </>
        )}
      </div>
    </li>
  );
}

/** The people of a terminal; numbers stay masked until somebody says why. */
export function ContactsPanel({ terminal }: { terminal: Terminal }) {
  const t = useText();
  const writes = useTerminalWrites();
  const { data: contacts, error, refetch } = useContacts(terminal.id);
  const [open, setOpen] = useState<Open>(null);
  const may = terminal.may.includes('contact');
  const close = () => setOpen(null);
  const add = may && (
    <Button icon={<Icon name="plus" size={16} />} onClick={() => setOpen({ what: 'add' })}>
      {t('contacts.add')}
    </Button>
  );
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!contacts) return <Waiting rows={4} />;
  // The open contact as the list knows it now: after a reload it carries the newest version.
  const chosen =
    open && open.what !== 'add'
      ? (contacts.find(({ id }) => id === open.contact.id) ?? open.contact)
      : undefined;
  return (
    <>
      {contacts.length === 0 ? (
        <EmptyState
          icon="user"
          title={t('contacts.empty.title')}
          hint={t('contacts.empty.hint')}
          action={add}
        />
      ) : (
        <Card flush title={t('terminals.tab.contacts')} extra={add}>
          <ul>
            {contacts.map((contact) => (
              <ContactRow
                key={contact.id}
                contact={contact}
                here={terminal.id}
                may={may}
                mayReveal={terminal.may.includes('reveal')}
                onOpen={(what) => setOpen({ what, contact })}
              />
            ))}
          </ul>
        </Card>
      )}
      {open?.what === 'add' && (
        <ContactForm terminalId={terminal.id} onReload={() => refetch()} onClose={close} />
      )}
      {open?.what === 'edit' && chosen && (
        <ContactForm
          terminalId={terminal.id}
          contact={chosen}
          onReload={() => refetch()}
          onClose={close}
        />
      )}
      {open?.what === 'reveal' && chosen && <RevealDialog contact={chosen} onClose={close} />}
      <Confirm
        open={open?.what === 'drop'}
        danger
        title={t('contacts.drop')}
        yes={t('contacts.drop')}
        onClose={close}
        onYes={async () => {
          if (chosen) await writes.dropContact(chosen.id, chosen.version);
          toast(t('contacts.dropped'));
        }}
      >
        <p>{t('contacts.dropAsk', { name: chosen?.name ?? '' })}</p>
      </Confirm>
    </>
  );
}
