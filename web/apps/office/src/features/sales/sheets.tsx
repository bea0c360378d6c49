import type { Deal, Doing } from '@duan/api';
import { ContractForm } from './contract-form';
import { QuoteForm } from './quote-form';
import { NameDay, QualifyLead, SayWhy } from './small-forms';
import { asked, StepConfirm } from './step-confirm';

type Props = {
  doing: Doing;
  /** The quote that is meant, where there are several. */
  on: string | null;
  deal: Deal;
  onReload: () => Promise<unknown>;
  onClose: () => void;
};

const isAsked = (doing: Doing): doing is (typeof asked)[number] =>
  (asked as readonly string[]).includes(doing);

/** The form or the question that belongs to a step. */
export function DealSheet({ doing, on, deal, onReload, onClose }: Props) {
  const quote = deal.quotes.find(({ id }) => id === on);
  const props = { deal, onReload, onClose };
  if (isAsked(doing))
    return <StepConfirm doing={doing} deal={deal} quote={quote} onClose={onClose} />;
  switch (doing) {
    case 'qualify_lead':
      return <QualifyLead {...props} />;
    case 'drop_lead':
    case 'lose_opportunity':
    case 'return_contract':
      return <SayWhy doing={doing} {...props} />;
    case 'draft_quote':
      return <QuoteForm {...props} />;
    case 'revise_quote':
      return quote ? <QuoteForm quote={quote} {...props} /> : null;
    case 'draft_contract':
      return <ContractForm {...props} />;
    case 'revise_contract':
      return deal.contract ? <ContractForm contract={deal.contract} {...props} /> : null;
    case 'sign_contract':
    case 'confirm_order':
      return <NameDay doing={doing} {...props} />;
  }
}
