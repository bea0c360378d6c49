import { Card, EmptyState, ErrorState, MoreButton, PageHeader, Waiting } from '@duan/kit';
import { JourneyLine } from '../../shared/journey-row';
import { useText } from '../../shared/text';
import { useJourneys } from './queries';

/** Every deal in reach and how far it got, the newest first. */
export function JourneysPage() {
  const t = useText();
  const pages = useJourneys();
  const body = () => {
    if (pages.isPending) return <Waiting rows={8} />;
    if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
    const rows = pages.data.pages.flatMap((page) => page.items);
    if (rows.length === 0)
      return (
        <EmptyState icon="route" title={t('journey.empty.title')} hint={t('journey.empty.hint')} />
      );
    return (
      <>
        <ul className="lines">
          {rows.map((row) => (
            <JourneyLine key={row.deal_id} row={row} />
          ))}
        </ul>
        <MoreButton pages={pages} />
      </>
    );
  };
  return (
    <div className="page-body">
      <PageHeader title={t('journey.title')} about={t('journey.about')} />
      <Card flush>{body()}</Card>
    </div>
  );
}
