import { Button } from 'antd';
import { useKitText } from '../i18n/i18n';

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** The foot of a paged list that is not a grid. */
export function MoreButton({ pages }: { pages: Pages }) {
  const t = useKitText();
  if (!pages.hasNextPage) return null;
  return (
    <div className="grid-foot">
      <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
        {t('kit.grid.moreAny')}
      </Button>
    </div>
  );
}
