import {
  api,
  type Call,
  type EndingCover,
  type NewTicket,
  type RenewalTerms,
  type SignedRenewal,
  type TicketRow,
  take,
} from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export const queues = ['OPEN', 'FOLLOW_UP', 'CLOSED', 'ALL'] as const;
export type TicketQueue = (typeof queues)[number];
export const windows = [30, 90, 180, 365] as const;

const at = (id: string) => ({ path: { ticket_id: id } });
const renewalAt = (id: string) => ({ path: { renewal_id: id } });
const pageOf = (query: GridQuery, cursor: string | null) => ({
  ...query,
  limit: 50,
  ...(cursor ? { cursor } : {}),
});

export const ticketsName = (queue: TicketQueue) => `care-tickets-${queue}`;
export const coversName = (within: number) => `care-covers-${within}`;
export const signedName = 'care-renewals-signed';

export const loadTickets =
  (queue: TicketQueue) =>
  (query: GridQuery, cursor: string | null): Promise<GridPage<TicketRow>> =>
    take(api.GET('/api/care/tickets', { params: { query: { ...pageOf(query, cursor), queue } } }));

export const loadCovers =
  (within: number) =>
  (query: GridQuery, cursor: string | null): Promise<GridPage<EndingCover>> =>
    take(
      api.GET('/api/care/renewals', { params: { query: { ...pageOf(query, cursor), within } } }),
    );

export function loadSigned(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<SignedRenewal>> {
  return take(api.GET('/api/care/renewals/signed', { params: { query: pageOf(query, cursor) } }));
}

export function useCounts() {
  return useQuery({
    queryKey: ['care', 'counts'],
    queryFn: () => take(api.GET('/api/care/tickets/count')),
  });
}

export function useTicket(id: string) {
  return useQuery({
    queryKey: ['care', 'ticket', id],
    queryFn: () => take(api.GET('/api/care/tickets/{ticket_id}', { params: at(id) })),
  });
}

/** The writes of care, each ending when the affected reads are fresh. */
export function useCareWrites() {
  const client = useQueryClient();
  const then = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const done = await answer;
    const names = [...queues.map(ticketsName), ...windows.map(coversName), signedName];
    await Promise.all(
      ['care', 'journey', ...names].map((name) => client.invalidateQueries({ queryKey: [name] })),
    );
    return done;
  };
  return {
    report: (body: NewTicket) => then(take(api.POST('/api/care/tickets', { body }))),
    take: (id: string, version: number) =>
      then(
        take(
          api.POST('/api/care/tickets/{ticket_id}/take', {
            params: at(id),
            body: { seen_version: version },
          }),
        ),
      ),
    resolve: (id: string, version: number, resolution: string) =>
      then(
        take(
          api.POST('/api/care/tickets/{ticket_id}/resolve', {
            params: at(id),
            body: { seen_version: version, resolution },
          }),
        ),
      ),
    followUp: (id: string, body: Call) =>
      then(take(api.POST('/api/care/tickets/{ticket_id}/follow-up', { params: at(id), body }))),
    propose: (coverId: string, terms: RenewalTerms) =>
      then(take(api.POST('/api/care/renewals', { body: { ...terms, cover_id: coverId } }))),
    revise: (id: string, version: number, terms: RenewalTerms) =>
      then(
        take(
          api.POST('/api/care/renewals/{renewal_id}/revise', {
            params: renewalAt(id),
            body: { ...terms, seen_version: version },
          }),
        ),
      ),
    sign: (id: string, version: number) =>
      then(
        take(
          api.POST('/api/care/renewals/{renewal_id}/sign', {
            params: renewalAt(id),
            body: { seen_version: version },
          }),
        ),
      ),
  };
}
