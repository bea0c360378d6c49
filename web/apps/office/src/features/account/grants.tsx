import type { Grant } from '@duan/api';
import {
  Card,
  dayOf,
  EmptyState,
  ErrorState,
  momentOf,
  StatusTag,
  type Tone,
  Waiting,
} from '@duan/kit';
import { useText } from '../../shared/text';
import { useGrants } from './queries';

const soon = 14 * 24 * 3600 * 1000;
type Window = 'later' | 'ended' | 'soon' | 'until' | 'forever';

/** Where `now` stands in a half-open grant `[starts_at, ends_at)`. */
export function windowOf(grant: Pick<Grant, 'starts_at' | 'ends_at'>, now: number): Window {
  if (now < Date.parse(grant.starts_at)) return 'later';
  if (!grant.ends_at) return 'forever';
  const left = Date.parse(grant.ends_at) - now;
  if (left <= 0) return 'ended';
  return left < soon ? 'soon' : 'until';
}

const tones: Record<Window, Tone> = {
  later: 'blue',
  ended: 'grey',
  soon: 'amber',
  until: 'green',
  forever: 'green',
};

function GrantRow({ grant }: { grant: Grant }) {
  const t = useText();
  const state = windowOf(grant, Date.now());
  const words: Record<Window, string> = {
    later: t('account.grants.later', { at: dayOf(grant.starts_at) }),
    ended: t('account.grants.ended'),
    soon: t('account.grants.soon'),
    until: t('account.grants.until', { at: dayOf(grant.ends_at ?? '') }),
    forever: t('account.grants.forever'),
  };
  return (
    <li className="line">
      <div>
        <p>
          <strong>{grant.role_name}</strong> <span className="quiet">{grant.scope_name}</span>
        </p>
        <p className="quiet">
          {grant.ends_at
            ? `${momentOf(grant.starts_at)} – ${momentOf(grant.ends_at)}`
            : t('account.grants.since', { at: momentOf(grant.starts_at) })}
          {grant.reason && ` · ${t('account.grants.reason', { reason: grant.reason })}`}
        </p>
      </div>
      <StatusTag tone={tones[state]}>{words[state]}</StatusTag>
    </li>
  );
}

export function Grants() {
  const t = useText();
  const { data: grants, error, refetch } = useGrants();
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!grants) return <Waiting rows={4} />;
  if (grants.length === 0)
    return (
      <EmptyState
        icon="shield"
        title={t('account.grants.none')}
        hint={t('account.grants.noneHint')}
      />
    );
  return (
    <>
      <p className="quiet">{t('account.grants.about')}</p>
      <Card flush>
        <ul className="lines">
          {grants.map((grant) => (
            <GrantRow
              key={`${grant.role_code} ${grant.scope_id} ${grant.starts_at}`}
              grant={grant}
            />
          ))}
        </ul>
      </Card>
    </>
  );
}
