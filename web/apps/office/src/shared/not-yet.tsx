import { EmptyState, PageHeader } from '@duan/kit';
import { useText } from './text';

/** Holds the place of a page that is being built. */
export function NotYet({ title }: { title: string }) {
  const t = useText();
  return (
    <div className="page-body">
      <PageHeader title={title} />
      <EmptyState icon="clock" title={t('missing.notYet')} hint={t('missing.notYetHint')} />
    </div>
  );
}
