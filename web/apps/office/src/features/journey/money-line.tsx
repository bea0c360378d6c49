import { Card, ErrorState, Money, StatusTag, Waiting } from '@duan/kit';
import { moneyLabel } from '@duan/rules';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { useDealMoney } from './queries';

type Milestone = NonNullable<ReturnType<typeof useDealMoney>['data']>[number];
const tones = { PLANNED: 'grey', DUE: 'amber', PAID: 'green' } as const;

function Part({ milestone }: { milestone: Milestone }) {
  const t = useText();
  const { kind, status, amount, received, due_on: due, days_late: late } = milestone;
  const facts = [
    due && status !== 'PAID' && t('journey.money.due', { at: due }),
    status === 'DUE' &&
      Number(received) > 0 &&
      t('journey.money.received', { amount: moneyLabel(received) }),
  ].filter(Boolean);
  return (
    <li className="part">
      <p className="part-kind">{t(`journey.kind.${kind}`)}</p>
      <p className="part-amount">
        <Money value={amount} />
      </p>
      <p>
        {late > 0 ? (
          <StatusTag tone="red">{t('journey.money.late', { n: late })}</StatusTag>
        ) : (
          <StatusTag tone={tones[status]}>{t(`journey.paid.${status}`)}</StatusTag>
        )}
      </p>
      {facts.length > 0 && <p className="quiet">{facts.join(' · ')}</p>}
    </li>
  );
}

/** What the deal is paid in, part by part; nothing for who may not see money, or before a contract. */
export function MoneyLine({ id }: { id: string }) {
  const t = useText();
  const may = useMay('money.see');
  const { data: parts, error, isLoading, refetch } = useDealMoney(id, may);
  if (isLoading) return <Waiting rows={2} />;
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!parts || parts.length === 0) return null;
  return (
    <Card title={t('journey.money')}>
      <ol className="parts">
        {parts.map((milestone) => (
          <Part key={milestone.id} milestone={milestone} />
        ))}
      </ol>
    </Card>
  );
}
