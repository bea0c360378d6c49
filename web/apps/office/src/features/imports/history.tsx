import type { Import } from '@duan/api';
import { Card, EmptyState, ErrorState, Icon, momentOf, PageHeader, Waiting } from '@duan/kit';
import { countLabel, sizeLabel } from '@duan/rules';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { useImports } from './queries';
import { StateTag } from './state-tag';
import { TemplateButton } from './template-button';

function Summary({ item }: { item: Import }) {
  const t = useText();
  if (item.state === 'FAILED') return <span className="quiet">{item.message}</span>;
  if (item.state !== 'LOADED' && item.state !== 'CHECKED') return null;
  const { new: added, changed, refused } = item.counts;
  return <span>{t('imports.summary', { new: added, changed, refused })}</span>;
}

function Row({ item }: { item: Import }) {
  const t = useText();
  return (
    <li>
      <Link className="row-card import-row" data-row-link="" to={`/imports/${item.id}`}>
        <span className="import-file">
          <Icon name="file" />
          <span>
            <strong>{item.file_name}</strong>
            <small className="quiet">
              {sizeLabel(item.size)} ·{' '}
              {t('imports.col.rows', { n: countLabel(item.rows_total, false) })}
            </small>
          </span>
        </span>
        <StateTag state={item.state} />
        <span className="import-result">
          <Summary item={item} />
        </span>
        <span className="quiet import-when">
          {item.created_by_name} · {momentOf(item.created_at)}
        </span>
      </Link>
    </li>
  );
}

/** Earlier imports, the running ones included. */
export function ImportHistory() {
  const t = useText();
  const { data: items, error, refetch } = useImports();
  const start = (
    <Link className="button-link button-link-primary" to="/imports/new">
      <Icon name="upload" size={16} />
      {t('imports.new')}
    </Link>
  );
  const body = () => {
    if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
    if (!items) return <Waiting rows={6} />;
    if (items.length === 0)
      return (
        <EmptyState
          icon="upload"
          title={t('imports.empty.title')}
          hint={t('imports.empty.hint')}
          action={
            <>
              <TemplateButton />
              {start}
            </>
          }
        />
      );
    return (
      <ul className="cards">
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
    );
  };
  return (
    <div className="page-body">
      <PageHeader
        title={t('imports.title')}
        about={t('imports.about')}
        actions={
          <>
            <TemplateButton />
            {start}
          </>
        }
      />
      <Card flush>{body()}</Card>
    </div>
  );
}
