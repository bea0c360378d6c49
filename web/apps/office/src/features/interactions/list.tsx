import { api, download, take } from '@duan/api';
import {
  Button,
  Card,
  EmptyState,
  ErrorState,
  Icon,
  MoreButton,
  PageHeader,
  toast,
  Waiting,
} from '@duan/kit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { InteractionCard } from '../../shared/interaction-card';
import { useMe } from '../../shared/me';
import { useText } from '../../shared/text';

function useInteractions() {
  return useInfiniteQuery({
    queryKey: ['interactions'],
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/terminals/interactions', {
          params: { query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

function ExportButton() {
  const t = useText();
  const get = () =>
    download('/api/terminals/interactions/export', { format: 'xlsx' }, 'interactions.xlsx').catch(
      (caught: Error) => toast(caught.message, 'bad'),
    );
  return (
    <Button icon={<Icon name="download" size={16} />} onClick={get}>
      {t('interactions.export')}
    </Button>
  );
}

/** Every meeting in reach, newest first. */
export function InteractionList() {
  const t = useText();
  const pages = useInteractions();
  const mayExport = useMe().data?.actions.includes('terminals.export') ?? false;
  const body = () => {
    if (pages.isPending) return <Waiting rows={8} />;
    if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
    const items = pages.data.pages.flatMap((page) => page.items);
    if (items.length === 0)
      return (
        <EmptyState
          icon="talk"
          title={t('interactions.empty.title')}
          hint={t('interactions.empty.hint')}
          action={
            <Link className="button-link" to="/terminals">
              {t('interactions.open')}
            </Link>
          }
        />
      );
    return (
      <>
        <ul className="cards">
          {items.map((item) => (
            <li key={item.id}>
              <InteractionCard item={item} />
            </li>
          ))}
        </ul>
        <MoreButton pages={pages} />
      </>
    );
  };
  return (
    <div className="page-body page-narrow">
      <PageHeader
        title={t('interactions.title')}
        about={t('interactions.about')}
        actions={mayExport && <ExportButton />}
      />
      <Card flush>{body()}</Card>
    </div>
  );
}
