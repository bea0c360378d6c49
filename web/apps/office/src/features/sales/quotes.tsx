import type { Deal, Doing, Quote } from '@duan/api';
import { Button, Card, Money, momentOf, StatusTag, toneOf } from '@duan/kit';
import { useText } from '../../shared/text';

export type Open = (doing: Doing, on?: string) => void;

function Lines({ lines }: { lines: Quote['lines'] }) {
  const t = useText();
  return (
    <ul className="quote-lines">
      {lines.map((line) => (
        <li key={line.id} className="quote-line">
          <span className="quote-model">
            <strong>{line.product_name}</strong> {line.model_name}
          </span>
          <span className="quote-count">
            {line.quantity} {line.unit_name} × <Money value={line.unit_price} />
          </span>
          <span className="quote-sum">
            <span className="visually-hidden">{t('sales.line.amount')} </span>
            <Money value={line.amount} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function QuoteTag({ quote }: { quote: Quote }) {
  const t = useText();
  return quote.expired ? (
    <StatusTag tone="red">{t('sales.quote.expired')}</StatusTag>
  ) : (
    <StatusTag tone={toneOf(quote.status)}>{t(`sales.quote.${quote.status}`)}</StatusTag>
  );
}

function OneQuote({
  quote,
  main,
  onOpen,
}: {
  quote: Quote;
  main: string | undefined;
  onOpen: Open;
}) {
  const t = useText();
  // The step that brings the deal forward stands above, once.
  const rest = quote.may.filter((doing) => `${doing} ${quote.id}` !== main);
  return (
    <article className="quote" aria-label={quote.quote_no}>
      <header className="quote-head">
        <span className="mono">{quote.quote_no}</span>
        <QuoteTag quote={quote} />
        <span className="quiet">{t('sales.quote.until', { day: quote.valid_through })}</span>
        <span className="quote-total">
          <Money value={quote.total} />
        </span>
      </header>
      <Lines lines={quote.lines} />
      <footer className="quote-foot">
        <span className="quiet">
          {t('sales.quote.by', { who: quote.created_by_name, at: momentOf(quote.created_at) })}
        </span>
        {rest.map((doing) => (
          <Button key={doing} size="small" onClick={() => onOpen(doing, quote.id)}>
            {t(`sales.do.${doing}`)}
          </Button>
        ))}
      </footer>
    </article>
  );
}

/** Everything that was offered, the newest first. */
export function Quotes({ deal, onOpen }: { deal: Deal; onOpen: Open }) {
  const t = useText();
  const main = deal.next ? `${deal.next.doing} ${deal.next.id}` : undefined;
  const another = deal.may.includes('draft_quote') && deal.next?.doing !== 'draft_quote';
  return (
    <Card
      title={t('sales.quotes')}
      flush
      extra={
        another && (
          <Button size="small" onClick={() => onOpen('draft_quote')}>
            {t('sales.do.draft_quote')}
          </Button>
        )
      }
    >
      {deal.quotes.length === 0 && <p className="card-body quiet">{t('sales.quotes.none')}</p>}
      {deal.quotes.map((quote) => (
        <OneQuote key={quote.id} quote={quote} main={main} onOpen={onOpen} />
      ))}
    </Card>
  );
}
