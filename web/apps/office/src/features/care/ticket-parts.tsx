import type { Ticket } from '@duan/api';
import { Card, Facts, momentOf, Note, type Stage, StageLine } from '@duan/kit';
import type { CSSProperties } from 'react';
import { Link } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import './care.css';
import { useClockWords, useNow } from './clock';
import { deviceOf, placeOf } from './states';

const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

type ClockProps = {
  ticket: Ticket;
  kind: 'RESPOND' | 'FIX';
  dueAt: string;
  doneAt: string | null;
  state: Ticket['fix_state'];
};

function OneClock({ ticket, kind, dueAt, doneAt, state }: ClockProps) {
  const t = useText();
  const now = useNow();
  const { text, tone } = useClockWords()(dueAt, state);
  const whole = seconds(ticket.reported_at, dueAt);
  const passed = Math.min(1, Math.max(0, (now - Date.parse(ticket.reported_at)) / 1000 / whole));
  return (
    <div className={`care-clock care-clock-${tone}`}>
      <dt>{t(`care.clock.${kind}`)}</dt>
      <dd className={`care-left care-left-${tone}`}>{text}</dd>
      {!doneAt && (
        <span
          className="care-bar"
          aria-hidden="true"
          style={{ '--passed': passed } as CSSProperties}
        />
      )}
      <small>{t('care.clock.due', { at: momentOf(dueAt) })}</small>
      {doneAt && <small>{t('care.clock.done', { at: momentOf(doneAt) })}</small>}
    </div>
  );
}

/** Until when somebody has to answer and to repair, and how that was counted. */
export function Clocks({ ticket }: { ticket: Ticket }) {
  const t = useText();
  return (
    <div className="stack">
      <dl className="care-clocks" aria-label={t('care.clocks')}>
        <OneClock
          ticket={ticket}
          kind="RESPOND"
          dueAt={ticket.respond_due_at}
          doneAt={ticket.taken_at}
          state={ticket.respond_state}
        />
        <OneClock
          ticket={ticket}
          kind="FIX"
          dueAt={ticket.due_at}
          doneAt={ticket.resolved_at}
          state={ticket.fix_state}
        />
      </dl>
      {ticket.due_is_provisional && <Note tone="amber">{t('care.provisional')}</Note>}
      <details className="care-explained">
        <summary>{t('care.explained')}</summary>
        <pre>{ticket.due_explained}</pre>
      </details>
    </div>
  );
}

/** Report, response, repair, call: who, when and how long. */
export function Progress({ ticket }: { ticket: Ticket }) {
  const t = useText();
  const steps = [
    { key: 'report', at: ticket.reported_at, who: ticket.reported_by_name },
    { key: 'take', at: ticket.taken_at, who: ticket.taken_by_name },
    { key: 'resolve', at: ticket.resolved_at, who: ticket.resolved_by_name },
    { key: 'call', at: ticket.follow_up?.called_at, who: ticket.follow_up?.called_by_name },
  ] as const;
  const next = steps.findIndex(({ at }) => !at);
  const stages = steps.map(({ key, at, who }, index): Stage => {
    const before = steps[index - 1]?.at;
    return {
      key,
      title: t(`care.step.${key}`),
      state: at ? 'done' : index === next ? 'now' : 'ahead',
      at,
      who,
      seconds: before && at ? seconds(before, at) : null,
    };
  });
  return (
    <Card>
      <StageLine label={t('care.steps')} stages={stages} />
    </Card>
  );
}

/** What was wrong, what was done, and what the hospital says now. */
export function Story({ ticket }: { ticket: Ticket }) {
  const t = useText();
  const call = ticket.follow_up;
  return (
    <>
      <Card title={t('care.trouble')}>
        {ticket.description ? (
          <p className="care-text">{ticket.description}</p>
        ) : (
          <p className="quiet">{t('care.trouble.none')}</p>
        )}
      </Card>
      {ticket.resolution && (
        <Card title={t('care.result')}>
          <p className="care-text">{ticket.resolution}</p>
        </Card>
      )}
      {call && (
        <Card title={t('care.call')}>
          <p>
            <span
              className="care-stars"
              role="img"
              aria-label={t('care.stars', { n: call.satisfaction })}
            >
              {'★'.repeat(call.satisfaction) + '☆'.repeat(5 - call.satisfaction)}
            </span>{' '}
            {call.spoke_with}
          </p>
          {call.note && <p className="care-text">{call.note}</p>}
        </Card>
      )}
    </>
  );
}

export function Particulars({ ticket }: { ticket: Ticket }) {
  const t = useText();
  const maySee = useMay('terminals.see');
  const place = placeOf(ticket);
  return (
    <Card title={t('care.ticket')}>
      <Facts
        columns={1}
        items={[
          {
            label: t('care.fact.device'),
            value: <Link to={`/devices/${ticket.unit_id}`}>{deviceOf(ticket)}</Link>,
          },
          {
            label: t('care.fact.serial'),
            value: <span className="mono">{ticket.serial_no}</span>,
          },
          {
            label: t('care.fact.place'),
            value: maySee ? <Link to={`/terminals/${ticket.terminal_id}`}>{place}</Link> : place,
          },
          { label: t('care.fact.sla'), value: t(`care.sla.${ticket.sla_class}`) },
          {
            label: t('care.fact.cover'),
            value: t(ticket.covered ? 'care.covered' : 'care.notCovered'),
          },
          {
            label: t('care.fact.reporter'),
            value: `${ticket.reported_by_name} · ${momentOf(ticket.reported_at)}`,
          },
          { label: t('care.fact.engineer'), value: ticket.taken_by_name },
          ...(ticket.deal_id
            ? [
                {
                  label: t('care.fact.deal'),
                  value: <Link to={`/journeys/${ticket.deal_id}`}>{t('care.fact.journey')}</Link>,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
