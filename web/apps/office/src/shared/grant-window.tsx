import type { Grant } from '@duan/api';
import { dayOf, StatusTag, type Tone } from '@duan/kit';
import { useText } from './text';

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

/** How long a grant still holds, in a word. */
export function GrantWindow({ grant }: { grant: Pick<Grant, 'starts_at' | 'ends_at'> }) {
  const t = useText();
  const state = windowOf(grant, Date.now());
  const words: Record<Window, string> = {
    later: t('account.grants.later', { at: dayOf(grant.starts_at) }),
    ended: t('account.grants.ended'),
    soon: t('account.grants.soonUntil', { at: dayOf(grant.ends_at ?? '') }),
    until: t('account.grants.until', { at: dayOf(grant.ends_at ?? '') }),
    forever: t('account.grants.forever'),
  };
  return <StatusTag tone={tones[state]}>{words[state]}</StatusTag>;
}
