import type { Deal } from '@duan/api';
import type { Stage, StageState } from '@duan/kit';
import type { useText } from '../../shared/text';

const line = ['LEAD', 'OPPORTUNITY', 'QUOTE', 'CONTRACT', 'ORDER'] as const;
type Name = (typeof line)[number];
type Done = { at: string | null; who?: string };

/** When each stage was done, and by whom where the deal says so. */
function doneOf(deal: Deal): Partial<Record<Name, Done>> {
  const { opportunity, contract, order } = deal;
  const accepted = deal.quotes.find(({ status }) => status === 'ACCEPTED');
  return {
    LEAD: { at: deal.created_at, who: deal.owner_name },
    ...(opportunity ? { OPPORTUNITY: { at: opportunity.created_at } } : {}),
    ...(accepted ? { QUOTE: { at: accepted.accepted_at } } : {}),
    ...(contract?.signed_at
      ? { CONTRACT: { at: contract.signed_at, who: contract.signed_by_name ?? '' } }
      : {}),
    ...(order ? { ORDER: { at: order.confirmed_at, who: order.confirmed_by_name } } : {}),
  };
}

/** The deal as one line; after its end nothing is ahead any more. */
export function stagesOf(deal: Deal, t: ReturnType<typeof useText>): Stage[] {
  const done = doneOf(deal);
  const first = line.find((name) => !done[name]);
  const closed = deal.stage === 'CLOSED';
  return line.map((name) => {
    const been = done[name];
    const open: StageState = closed ? 'skipped' : name === first ? 'now' : 'ahead';
    const here = !closed && name === first && deal.next;
    return {
      key: name,
      title: t(`sales.stage.${name}`),
      state: been ? 'done' : open,
      who: been?.who,
      at: been?.at,
      ...(here ? { more: t(`sales.do.${here.doing}`) } : {}),
    };
  });
}
