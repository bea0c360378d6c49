import {
  api,
  type Deal,
  type DealRow,
  type NewContract,
  type NewLead,
  type NewQuote,
  take,
} from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export const listName = 'deals';
const key = (id: string) => ['deal', id];

export function loadDeals(query: GridQuery, cursor: string | null): Promise<GridPage<DealRow>> {
  const page = { ...query, limit: 50, ...(cursor ? { cursor } : {}) };
  return take(api.GET('/api/sales/deals', { params: { query: page } }));
}

/** How many deals stand at each stage, whatever stage the list shows. */
export function useStages(query: GridQuery) {
  return useQuery({
    queryKey: [listName, 'stages', query],
    queryFn: async () =>
      (await take(api.GET('/api/sales/deals/stages', { params: { query } }))).stages,
    placeholderData: (before) => before,
  });
}

export function useDeal(id: string) {
  return useQuery({
    queryKey: key(id),
    queryFn: () =>
      take(api.GET('/api/sales/deals/{deal_id}', { params: { path: { deal_id: id } } })),
  });
}

/** The institution that a terminal stands in, with all below it. */
export function useInstitution(terminalId: string) {
  return useQuery({
    queryKey: ['terminal', terminalId, 'tree'],
    queryFn: async () =>
      (
        await take(
          api.GET('/api/terminals/{terminal_id}/tree', {
            params: { path: { terminal_id: terminalId } },
          }),
        )
      ).root,
    enabled: terminalId !== '',
  });
}

export function useModels(q: string) {
  return useQuery({
    queryKey: ['catalog-models', q],
    queryFn: async () =>
      (await take(api.GET('/api/catalog/models', { params: { query: { q } } }))).items,
    placeholderData: (before) => before,
  });
}

type Seen = { seen_version: number };
type Why = Seen & { reason: string };
type Prospect = Seen & { budget: string | null; expected_on: string | null };
type Offer = Pick<NewQuote, 'lines' | 'valid_through'>;
type Terms = Omit<NewContract, 'quote_id'>;

/** Every write answers with the deal as it stands, which is what the page then shows. */
export function useDealWrites() {
  const client = useQueryClient();
  const kept = async (answer: Promise<Deal>) => {
    const deal = await answer;
    client.setQueryData(key(deal.id), deal);
    client.invalidateQueries({ queryKey: [listName] });
    client.invalidateQueries({ queryKey: ['terminal', deal.terminal_id] });
    return deal;
  };
  const lead = (lead_id: string) => ({ path: { lead_id } });
  const quote = (quote_id: string) => ({ path: { quote_id } });
  const contract = (contract_id: string) => ({ path: { contract_id } });
  return {
    addLead: (body: NewLead) => kept(take(api.POST('/api/sales/leads', { body }))),
    qualify: (id: string, body: Prospect) =>
      kept(take(api.POST('/api/sales/leads/{lead_id}/qualify', { params: lead(id), body }))),
    drop: (id: string, body: Why) =>
      kept(take(api.POST('/api/sales/leads/{lead_id}/drop', { params: lead(id), body }))),
    lose: (opportunity_id: string, body: Why) =>
      kept(
        take(
          api.POST('/api/sales/opportunities/{opportunity_id}/lose', {
            params: { path: { opportunity_id } },
            body,
          }),
        ),
      ),
    draftQuote: (body: NewQuote) => kept(take(api.POST('/api/sales/quotes', { body }))),
    reviseQuote: (id: string, body: Seen & Offer) =>
      kept(take(api.POST('/api/sales/quotes/{quote_id}/revise', { params: quote(id), body }))),
    sendQuote: (id: string, body: Seen) =>
      kept(take(api.POST('/api/sales/quotes/{quote_id}/send', { params: quote(id), body }))),
    acceptQuote: (id: string, body: Seen) =>
      kept(take(api.POST('/api/sales/quotes/{quote_id}/accept', { params: quote(id), body }))),
    draftContract: (body: NewContract) => kept(take(api.POST('/api/sales/contracts', { body }))),
    reviseContract: (id: string, body: Seen & Terms) =>
      kept(
        take(api.POST('/api/sales/contracts/{contract_id}/revise', { params: contract(id), body })),
      ),
    submitContract: (id: string, body: Seen) =>
      kept(
        take(api.POST('/api/sales/contracts/{contract_id}/submit', { params: contract(id), body })),
      ),
    approveContract: (id: string, body: Seen) =>
      kept(
        take(
          api.POST('/api/sales/contracts/{contract_id}/approve', { params: contract(id), body }),
        ),
      ),
    returnContract: (id: string, body: Why) =>
      kept(
        take(api.POST('/api/sales/contracts/{contract_id}/return', { params: contract(id), body })),
      ),
    signContract: (id: string, body: Seen & { signed_on: string }) =>
      kept(
        take(api.POST('/api/sales/contracts/{contract_id}/sign', { params: contract(id), body })),
      ),
    confirmOrder: (body: { contract_id: string; commit_on: string }) =>
      kept(take(api.POST('/api/sales/orders', { body }))),
  };
}
