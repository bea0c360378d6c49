import { Card, EmptyState, ErrorState, MoreButton, Waiting } from '@duan/kit';
import { JourneyLine } from '../../shared/journey-row';
import { useText } from '../../shared/text';
import { useDeals } from './queries';

/** The deals of this terminal, each with the way to its journey. */
export function DealsPanel({ id }: { id: string }) {
  const t = useText();
  const pages = useDeals(id);
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
  const rows = pages.data.pages.flatMap((page) => page.items);
  if (rows.length === 0)
    return (
      <EmptyState icon="route" title={t('journey.empty.title')} hint={t('journey.empty.hint')} />
    );
  return (
    <Card flush>
      <ul className="lines">
        {rows.map((row) => (
          <JourneyLine key={row.deal_id} row={row} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Card>
  );
}
