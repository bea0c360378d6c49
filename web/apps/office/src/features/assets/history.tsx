import type { Device } from '@duan/api';
import { Card, momentOf, useSpan } from '@duan/kit';
import { Periods } from '../../shared/periods';
import { useText } from '../../shared/text';
import { validity } from '../../shared/validity';
import { useLeft } from './words';

const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

/** Where the device stood when, the present place first. */
export function Stays({ stays }: { stays: Device['stays'] }) {
  const t = useText();
  const span = useSpan();
  return (
    <Periods
      label={t('assets.stays')}
      items={stays.map((stay) => {
        const until = stay.until_at ?? new Date().toISOString();
        return {
          key: stay.id,
          title: stay.place_name,
          when: `${momentOf(stay.since_at)}${stay.until_at ? ` — ${momentOf(stay.until_at)}` : ''}`,
          state: stay.until_at ? ('over' as const) : ('now' as const),
          note: span(seconds(stay.since_at, until)),
          more: (
            <p className="quiet period-when">
              {t('assets.stays.by', {
                kind: t(`assets.kind.${stay.place_kind}`),
                name: stay.moved_by_name,
              })}
            </p>
          ),
        };
      })}
    />
  );
}

/** Warranties and service contracts, the latest first. */
export function Covers({ covers }: { covers: Device['covers'] }) {
  const t = useText();
  const left = useLeft();
  return (
    <Card title={t('assets.covers')}>
      {covers.length === 0 ? (
        <p className="quiet">{t('assets.covers.none')}</p>
      ) : (
        <Periods
          label={t('assets.covers')}
          items={covers.map((cover) => {
            const { state, passed } = validity(cover.starts_on, cover.through_on);
            return {
              key: cover.id,
              title: t('assets.covers.title', {
                kind: t(`assets.cover.${cover.kind}`),
                sla: cover.sla_class,
              }),
              when: `${cover.starts_on} — ${cover.through_on}`,
              state,
              passed,
              note: left(cover.starts_on, cover.through_on),
              more: (
                <p className="quiet period-when">
                  {t('assets.covers.by', { name: cover.started_by_name })}
                </p>
              ),
            };
          })}
        />
      )}
    </Card>
  );
}
