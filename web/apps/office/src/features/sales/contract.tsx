import type { Contract, Deal } from '@duan/api';
import {
  Button,
  Card,
  type Fact,
  Facts,
  Money,
  momentOf,
  Note,
  StatusTag,
  toneOf,
} from '@duan/kit';
import { useText } from '../../shared/text';
import { partsOf } from './amounts';
import type { Open } from './quotes';

function Schedule({ contract }: { contract: Contract }) {
  const t = useText();
  const amounts = partsOf(
    contract.total,
    contract.schedule.map(({ percent }) => percent),
  );
  return (
    <section className="schedule" aria-label={t('sales.schedule')}>
      <h3>{t('sales.schedule')}</h3>
      <ol>
        {contract.schedule.map((part, at) => {
          const when = t(`sales.when.${part.kind}`);
          return (
            <li key={part.kind} className="schedule-part">
              <strong>{t(`sales.kind.${part.kind}`)}</strong>
              <span className="schedule-percent">{Number(part.percent)}%</span>
              <span className="quiet">
                {part.days === 0
                  ? t('sales.schedule.atOnce', { when })
                  : t('sales.schedule.days', { when, n: part.days })}
              </span>
              <span className="quote-sum">
                <Money value={amounts[at]} />
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function useContractFacts(deal: Deal, contract: Contract): Fact[] {
  const t = useText();
  const by = (who: string | null, at: string | null) =>
    who && at ? `${who} · ${momentOf(at)}` : '';
  const { order } = deal;
  return [
    { label: t('sales.fact.total'), value: <Money value={contract.total} /> },
    {
      label: t('sales.fact.warranty'),
      value: t('sales.fact.warrantyText', {
        rule: t(`sales.rule.${contract.warranty_rule}`),
        n: contract.warranty_months,
      }),
    },
    { label: t('sales.fact.sla'), value: t(`sales.sla.${contract.sla_class}`) },
    {
      label: t('sales.fact.drafted'),
      value: by(contract.drafted_by_name, contract.drafted_at),
    },
    {
      label: t('sales.fact.submitted'),
      value: by(contract.submitted_by_name, contract.submitted_at),
    },
    {
      label: t('sales.fact.approved'),
      value: by(contract.approved_by_name, contract.approved_at),
    },
    {
      label: t('sales.fact.signed'),
      value: [contract.signed_on, contract.signed_by_name].filter(Boolean).join(' · '),
    },
    ...(order
      ? [
          {
            label: `${t('sales.fact.order')} ${order.order_no}`,
            value: t('sales.fact.orderText', {
              day: order.commit_on,
              who: order.confirmed_by_name,
              at: momentOf(order.confirmed_at),
            }),
          },
        ]
      : []),
  ];
}

/** What both sides sign, with who wrote, asked, approved and signed. */
export function ContractCard({ deal, onOpen }: { deal: Deal; onOpen: Open }) {
  const { contract } = deal;
  return contract ? <Shown deal={deal} contract={contract} onOpen={onOpen} /> : null;
}

function Shown({ deal, contract, onOpen }: { deal: Deal; contract: Contract; onOpen: Open }) {
  const t = useText();
  const facts = useContractFacts(deal, contract);
  const rest = contract.may.filter((doing) => doing !== deal.next?.doing);
  const tone = contract.status === 'SUBMITTED' ? 'amber' : toneOf(contract.status);
  return (
    <Card
      title={
        <span className="title-line">
          {t('sales.contract')} <span className="mono">{contract.contract_no}</span>
          <StatusTag tone={contract.status === 'APPROVED' ? 'brand' : tone}>
            {t(`sales.contract.${contract.status}`)}
          </StatusTag>
        </span>
      }
      extra={
        <span className="row">
          {rest.map((doing) => (
            <Button key={doing} size="small" onClick={() => onOpen(doing)}>
              {t(`sales.do.${doing}`)}
            </Button>
          ))}
        </span>
      }
    >
      <div className="contract">
        {contract.returned_reason && (
          <Note tone="amber" icon="warning">
            <p>{t('sales.returned', { reason: contract.returned_reason })}</p>
          </Note>
        )}
        <Facts columns={2} items={facts} />
        <Schedule contract={contract} />
      </div>
    </Card>
  );
}
