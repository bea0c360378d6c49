import type { Deal, Doing } from '@duan/api';
import {
  Button,
  Card,
  Dropdown,
  ErrorState,
  Facts,
  Icon,
  Money,
  momentOf,
  Note,
  PageHeader,
  StageLine,
  Waiting,
} from '@duan/kit';
import { Link, useParams, useSearchParams } from 'react-router';
import { useText } from '../../shared/text';
import { StageTag } from './columns';
import { ContractCard } from './contract';
import { useDeal } from './queries';
import { type Open, Quotes } from './quotes';
import { DealSheet } from './sheets';
import { stagesOf } from './stages';
import './sales.css';

/** What brings the deal forward, large and first; or what it waits for. */
function NextStep({ deal, onOpen }: { deal: Deal; onOpen: Open }) {
  const t = useText();
  const { next } = deal;
  if (!next)
    return deal.order ? (
      <Note tone="green" icon="check">
        <p>{t('sales.next.none')}</p>
      </Note>
    ) : null;
  return (
    <section className="next-step" aria-label={t('sales.next')}>
      <div>
        <p className="next-step-label">{t('sales.next')}</p>
        <p className="next-step-title">{t(`sales.do.${next.doing}`)}</p>
        <p className="quiet">{t(`sales.hint.${next.doing}`)}</p>
      </div>
      {next.allowed ? (
        <Button type="primary" size="large" onClick={() => onOpen(next.doing, next.id)}>
          {t(`sales.do.${next.doing}`)}
        </Button>
      ) : (
        <p className="next-step-waits">
          <Icon name="clock" size={16} />
          {t('sales.next.waits')}
        </p>
      )}
    </section>
  );
}

function Ended({ deal }: { deal: Deal }) {
  const t = useText();
  const { dropped_reason, opportunity } = deal;
  const lost = opportunity?.status === 'LOST' ? opportunity.lost_reason : '';
  if (!dropped_reason && !lost) return null;
  return (
    <Note tone="amber">
      <p>
        {dropped_reason
          ? t('sales.closed.dropped', { reason: dropped_reason })
          : t('sales.closed.lost', { reason: lost })}
      </p>
    </Note>
  );
}

function About({ deal, columns = 1 }: { deal: Deal; columns?: 1 | 3 }) {
  const t = useText();
  const { opportunity } = deal;
  return (
    <Card title={t('sales.facts')}>
      <Facts
        columns={columns}
        items={[
          {
            label: t('sales.fact.terminal'),
            value: <Link to={`/terminals/${deal.terminal_id}`}>{deal.terminal_name}</Link>,
          },
          {
            label: t('sales.fact.department'),
            value: deal.department_id && (
              <Link to={`/terminals/${deal.department_id}`}>{deal.department_name}</Link>
            ),
          },
          { label: t('sales.fact.owner'), value: deal.owner_name },
          { label: t('sales.fact.need'), value: deal.need },
          {
            label: t('sales.fact.budget'),
            value: opportunity && <Money value={opportunity.budget} />,
          },
          { label: t('sales.fact.expected_on'), value: opportunity?.expected_on },
          { label: t('sales.fact.created_at'), value: momentOf(deal.created_at) },
        ]}
      />
    </Card>
  );
}

function Actions({ deal, onOpen }: { deal: Deal; onOpen: Open }) {
  const t = useText();
  const rest = deal.may.filter((doing) => doing !== deal.next?.doing && doing !== 'draft_quote');
  return (
    <>
      <Link className="button-link" to={`/journeys/${deal.id}`}>
        <Icon name="route" size={16} />
        {t('sales.journey')}
      </Link>
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((doing) => ({ key: doing, label: t(`sales.do.${doing}`) })),
            onClick: ({ key }) => onOpen(key as Doing),
          }}
        >
          <Button icon={<Icon name="more" />} aria-label={t('kit.more')} title={t('kit.more')} />
        </Dropdown>
      )}
    </>
  );
}

/** What may be done here, whatever it is done to. */
function doingsOf(deal: Deal): Doing[] {
  return [...deal.may, ...deal.quotes.flatMap(({ may }) => may), ...(deal.contract?.may ?? [])];
}

/** The step whose form is open is part of the address, with what it is done to. */
function useOpenStep(deal: Deal | undefined) {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('form');
  const doing = deal && doingsOf(deal).find((one) => one === wanted);
  const open = (next: Doing | null, on?: string) =>
    setParams(
      (before) => {
        before.delete('form');
        before.delete('on');
        if (next) before.set('form', next);
        if (next && on) before.set('on', on);
        return before;
      },
      { replace: true },
    );
  return { doing, on: params.get('on'), open };
}

/** One deal on one page, from its lead to its order. */
export function DealPage() {
  const { id = '' } = useParams();
  return <OneDeal key={id} id={id} />;
}

function OneDeal({ id }: { id: string }) {
  const t = useText();
  const { data: deal, isPending, error, refetch } = useDeal(id);
  const { doing, on, open } = useOpenStep(deal);
  if (isPending) return <Waiting rows={10} />;
  if (!deal) return <ErrorState problem={error} onRetry={() => refetch()} />;
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/sales', label: t('sales.back') }}
        name={deal.title}
        title={
          <span className="title-line">
            {deal.title}
            <StageTag stage={deal.stage} />
          </span>
        }
        about={
          <>
            {[deal.lead_no, deal.terminal_name, deal.department_name].filter(Boolean).join(' · ')}
            {deal.amount && ' · '}
            {deal.amount && <Money value={deal.amount} />}
          </>
        }
        actions={<Actions deal={deal} onOpen={open} />}
      />
      <div className="stack">
        <Card>
          <StageLine label={t('sales.progress')} stages={stagesOf(deal, t)} />
        </Card>
        <Ended deal={deal} />
        <NextStep deal={deal} onOpen={open} />
        {deal.opportunity ? (
          <div className="two-columns">
            <div className="stack">
              <ContractCard deal={deal} onOpen={open} />
              <Quotes deal={deal} onOpen={open} />
            </div>
            <About deal={deal} />
          </div>
        ) : (
          <About deal={deal} columns={3} />
        )}
      </div>
      {doing && (
        <DealSheet
          key={`${doing} ${on ?? ''}`}
          doing={doing}
          on={on}
          deal={deal}
          onReload={() => refetch()}
          onClose={() => open(null)}
        />
      )}
    </div>
  );
}
