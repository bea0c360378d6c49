import type { Session } from '@duan/api';
import { Button, Card, Confirm, ErrorState, momentOf, StatusTag, toast, Waiting } from '@duan/kit';
import { deviceLabel } from '@duan/rules';
import { useState } from 'react';
import { useText } from '../../shared/text';
import { useAccountWrites, useSessions } from './queries';

function SessionRow({ session }: { session: Session }) {
  const t = useText();
  const { end } = useAccountWrites();
  const [pending, setPending] = useState(false);
  const stop = async () => {
    setPending(true);
    try {
      await end(session.id);
      toast(t('account.sessions.ended'));
    } catch (caught) {
      toast((caught as Error).message, 'bad');
      setPending(false);
    }
  };
  return (
    <li className="line">
      <div>
        <p>
          <strong>
            {deviceLabel(session.agent) ||
              t(session.kind === 'TOKEN' ? 'account.sessions.token' : 'account.sessions.browser')}
          </strong>{' '}
          <span className="quiet">{session.address}</span>
        </p>
        <p className="quiet">
          {t('account.sessions.seen', { at: momentOf(session.last_seen_at) })} ·{' '}
          {t('account.sessions.started', { at: momentOf(session.started_at) })}
        </p>
      </div>
      {session.current ? (
        <StatusTag tone="green">{t('account.sessions.current')}</StatusTag>
      ) : (
        <Button size="small" loading={pending} onClick={stop}>
          {t('account.sessions.end')}
        </Button>
      )}
    </li>
  );
}

export function Sessions() {
  const t = useText();
  const { endOthers } = useAccountWrites();
  const { data: sessions, error, refetch } = useSessions();
  const [asking, setAsking] = useState(false);
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!sessions) return <Waiting rows={4} />;
  return (
    <>
      <div className="row row-spread">
        <p className="quiet">{t('account.sessions.about')}</p>
        {sessions.length > 1 && (
          <Button onClick={() => setAsking(true)}>{t('account.sessions.others')}</Button>
        )}
      </div>
      <Card flush>
        <ul className="lines">
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      </Card>
      <Confirm
        open={asking}
        danger
        title={t('account.sessions.others')}
        yes={t('account.sessions.others')}
        onClose={() => setAsking(false)}
        onYes={async () => toast(t('account.sessions.othersDone', { n: await endOthers() }))}
      >
        <p>{t('account.sessions.othersAsk')}</p>
      </Confirm>
    </>
  );
}
