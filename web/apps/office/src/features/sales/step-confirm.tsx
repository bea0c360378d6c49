import type { Deal, Quote } from '@duan/api';
import { Confirm, toast } from '@duan/kit';
import { moneyLabel } from '@duan/rules';
import { useText } from '../../shared/text';
import { useDealWrites } from './queries';

export const asked = ['send_quote', 'accept_quote', 'submit_contract', 'approve_contract'] as const;
export type Asked = (typeof asked)[number];

type Props = { doing: Asked; deal: Deal; quote: Quote | undefined; onClose: () => void };

/** A step that needs nothing but a yes. */
export function StepConfirm({ doing, deal, quote, onClose }: Props) {
  const t = useText();
  const writes = useDealWrites();
  const { contract } = deal;
  const ofQuote = doing === 'send_quote' || doing === 'accept_quote';
  const subject = ofQuote ? quote : contract;
  if (!subject) return null;
  const seen = { seen_version: subject.version };
  const run = {
    send_quote: () => writes.sendQuote(subject.id, seen),
    accept_quote: () => writes.acceptQuote(subject.id, seen),
    submit_contract: () => writes.submitContract(subject.id, seen),
    approve_contract: () => writes.approveContract(subject.id, seen),
  }[doing];
  const no = 'quote_no' in subject ? subject.quote_no : subject.contract_no;
  return (
    <Confirm
      open
      title={t(`sales.do.${doing}`)}
      yes={t(`sales.do.${doing}`)}
      onClose={onClose}
      onYes={async () => {
        await run();
        toast(t(`sales.done.${doing}`));
      }}
    >
      <p>{t(`sales.ask.${doing}`, { no, total: moneyLabel(subject.total) })}</p>
    </Confirm>
  );
}
