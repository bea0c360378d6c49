import type { Ticket } from '@duan/api';
import { Button, ErrorState, Icon, Note, PageHeader, toast, Waiting } from '@duan/kit';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useText } from '../../shared/text';
import './care.css';
import { CallSheet, ResolveSheet } from './doing';
import { useCareWrites, useTicket } from './queries';
import { deviceOf, placeOf, TicketState } from './states';
import { Clocks, Particulars, Progress, Story } from './ticket-parts';

const sheets = ['resolve', 'follow_up'] as const;
type Sheet = (typeof sheets)[number];

function Take({ ticket }: { ticket: Ticket }) {
  const t = useText();
  const { take } = useCareWrites();
  const [pending, setPending] = useState(false);
  const send = () => {
    setPending(true);
    take(ticket.id, ticket.version)
      .then(() => toast(t('care.take.done')))
      .catch((caught: Error) => toast(caught.message, 'bad'))
      .finally(() => setPending(false));
  };
  return (
    <Button type="primary" icon={<Icon name="check" size={16} />} loading={pending} onClick={send}>
      {t('care.take')}
    </Button>
  );
}

function Actions({ ticket, onOpen }: { ticket: Ticket; onOpen: (sheet: Sheet) => void }) {
  const t = useText();
  const may = (doing: string) => ticket.may.includes(doing);
  return (
    <>
      {may('take') && <Take ticket={ticket} />}
      {may('resolve') && (
        <Button
          type="primary"
          icon={<Icon name="wrench" size={16} />}
          onClick={() => onOpen('resolve')}
        >
          {t('care.resolve')}
        </Button>
      )}
      {may('follow_up') && (
        <Button
          type="primary"
          icon={<Icon name="phone" size={16} />}
          onClick={() => onOpen('follow_up')}
        >
          {t('care.call')}
        </Button>
      )}
    </>
  );
}

function OneTicket({ id }: { id: string }) {
  const t = useText();
  const { data: ticket, isPending, error, refetch } = useTicket(id);
  const [params, setParams] = useSearchParams();
  const sheet = sheets.find((one) => one === params.get('form')) ?? null;
  const open = (next: Sheet | null) => setParams(next ? { form: next } : {}, { replace: true });

  if (isPending) return <Waiting rows={10} />;
  if (!ticket) return <ErrorState problem={error} onRetry={() => refetch()} />;
  const about = [ticket.ticket_no, placeOf(ticket), deviceOf(ticket), ticket.serial_no];
  const doing = { ticket, onReload: () => refetch(), onClose: () => open(null) };
  return (
    <div className="page-body care-page">
      <PageHeader
        back={{ to: '/care', label: t('care.back') }}
        name={`${ticket.ticket_no} ${ticket.title}`}
        title={
          <span className="title-line">
            {ticket.title}
            <TicketState status={ticket.status} />
          </span>
        }
        about={about.filter(Boolean).join(' · ')}
        actions={ticket.may.length > 0 && <Actions ticket={ticket} onOpen={open} />}
      />
      {!ticket.covered && <Note tone="amber">{t('care.notCovered.note')}</Note>}
      <div className="care-columns">
        <div className="stack">
          <Clocks ticket={ticket} />
          <Progress ticket={ticket} />
          <Story ticket={ticket} />
        </div>
        <Particulars ticket={ticket} />
      </div>
      {sheet === 'resolve' && ticket.may.includes('resolve') && <ResolveSheet {...doing} />}
      {sheet === 'follow_up' && ticket.may.includes('follow_up') && <CallSheet {...doing} />}
    </div>
  );
}

/** One ticket, for whoever reported it, repairs it or calls afterwards. */
export function TicketPage() {
  const { id = '' } = useParams();
  return <OneTicket key={id} id={id} />;
}
