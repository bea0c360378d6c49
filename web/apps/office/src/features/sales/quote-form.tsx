import type { Deal, Quote } from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, toast } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { dayAhead } from '../../shared/validity';
import { type DraftLine, unfinishedLine } from './amounts';
import { emptyLine, LinesEditor } from './lines-editor';
import { toldAt, wrong } from './problems';
import { useDealWrites } from './queries';

type Props = {
  deal: Deal;
  /** The quote to revise; without one a new one is drafted. */
  quote?: Quote | undefined;
  onReload: () => Promise<unknown>;
  onClose: () => void;
};

/** How long an offer holds unless somebody says otherwise. */
const usualDays = 30;

const linesOf = (quote: Quote): DraftLine[] =>
  quote.lines.map((line) => ({
    key: line.position,
    model_id: line.model_id,
    label: `${line.product_name} ${line.model_name}`,
    quantity: line.quantity,
    unit_price: line.unit_price,
  }));

export function QuoteForm({ deal, quote, onReload, onClose }: Props) {
  const t = useText();
  const writes = useDealWrites();
  const initial = useMemo<FormValues>(
    () =>
      quote
        ? { lines: linesOf(quote), valid_through: quote.valid_through }
        : { lines: [emptyLine(1)], valid_through: dayAhead(usualDays) },
    [quote],
  );
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['valid_through', 'lines'],
      properties: {
        lines: {
          type: 'array',
          title: t('sales.field.lines'),
          minItems: 1,
          maxItems: 100,
          'x-wide': true,
          'x-order': 1,
        },
        valid_through: {
          type: 'string',
          format: 'date',
          title: t('sales.field.valid_through'),
          'x-order': 2,
        },
      },
    }),
    [t],
  );
  const doing = quote ? 'revise_quote' : 'draft_quote';

  const save = async ({ lines, valid_through }: FormValues) => {
    const typed = lines as DraftLine[];
    const unfinished = unfinishedLine(typed);
    if (unfinished) throw wrong('lines', t('sales.line.unfinished', { n: unfinished }));
    const offer = {
      valid_through: String(valid_through),
      lines: typed.map(({ model_id, quantity, unit_price }) => ({
        model_id,
        quantity: quantity ?? 0,
        unit_price: String(unit_price),
      })),
    };
    await toldAt(
      'lines',
      quote
        ? writes.reviseQuote(quote.id, { ...offer, seen_version: quote.version })
        : writes.draftQuote({ ...offer, opportunity_id: deal.opportunity?.id ?? '' }),
    );
    toast(t(`sales.done.${doing}`));
  };

  return (
    <FormSheet
      wide
      title={quote ? `${t('sales.do.revise_quote')} ${quote.quote_no}` : t('sales.do.draft_quote')}
      schema={schema}
      initial={initial}
      widgets={{ lines: LinesEditor }}
      submitLabel={t('sales.save')}
      draft={`quote ${quote?.id ?? deal.id}`}
      onReload={onReload}
      onSubmit={save}
      onClose={onClose}
    />
  );
}
