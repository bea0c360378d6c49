import { countLabel } from '@duan/rules';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { EmptyState, ErrorState, Waiting } from '../bits/states';
import { useNarrow } from '../bits/use-media';
import { useKitText } from '../i18n/i18n';
import { useColumns } from './columns';
import { isFiltered, queryOf, useGridState } from './state';
import { GridTable } from './table';
import { Toolbar } from './toolbar';
import type { ExportFormat, GridColumn, GridCount, GridFilter, GridQuery } from './types';
import { type LoadPage, usePages, useScrollPlace } from './use-pages';
import { useRowKeys } from './use-row-keys';
import { useViews, type ViewStore } from './use-views';
import { ViewsBar } from './views-bar';

const ColumnPanel = lazy(() =>
  import('./column-panel').then((module) => ({ default: module.ColumnPanel })),
);

export type DataGridProps<Row> = {
  /** Names the list in the cache, the stored settings and the saved views. */
  name: string;
  columns: GridColumn<Row>[];
  filters: GridFilter[];
  load: LoadPage<Row>;
  count?: (query: GridQuery) => Promise<GridCount>;
  rowKey: (row: Row) => string;
  rowLink?: (row: Row) => string;
  /** What a row becomes on a phone. */
  card: (row: Row) => ReactNode;
  empty: ReactNode;
  emptyFiltered: { title: string; hint: string };
  onExport?: (format: ExportFormat, columns: string[], query: GridQuery) => Promise<void>;
  views?: ViewStore;
  /** Nothing to find, filter or choose: the rows alone. */
  plain?: boolean;
};

/** Server-side list: its state lives in the address, its pages in memory, its columns in the browser. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { name, columns, filters, rowKey, rowLink, card, empty, emptyFiltered, onExport } = props;
  const t = useKitText();
  const narrow = useNarrow();
  const box = useRef<HTMLDivElement>(null);
  const { key: place } = useLocation();
  const filterKeys = useMemo(() => filters.map((filter) => filter.key), [filters]);
  const { state, change } = useGridState(filterKeys);
  const query = useMemo(() => queryOf(state), [state]);
  const settings = useColumns(name, columns);
  const views = useViews(props.views, state, settings, change);
  const pages = usePages(name, query, props.load);
  const { sort: _, ...counted } = query;
  const count = useQuery({
    queryKey: [name, 'count', counted],
    queryFn: () => props.count?.(counted) ?? null,
    enabled: props.count !== undefined,
  });
  const [panel, setPanel] = useState(false);
  const onKeyDown = useRowKeys(box);
  useScrollPlace(box, `${name} ${place}`, pages.isSuccess);

  const total = count.data
    ? t('kit.grid.total', { n: countLabel(count.data.count, count.data.capped) })
    : '';

  const body = () => {
    if (pages.isPending) return <Waiting rows={12} />;
    if (pages.isError)
      return (
        <ErrorState
          problem={pages.error}
          onRetry={() => pages.refetch()}
          action={
            <Button onClick={() => change({ filters: {}, find: '', sort: '', view: '' })}>
              {t('kit.grid.clearFilters')}
            </Button>
          }
        />
      );
    if (pages.rows.length === 0) {
      if (!isFiltered(state)) return empty;
      return (
        <EmptyState
          icon="search"
          {...emptyFiltered}
          action={
            <Button onClick={() => change({ filters: {}, find: '', view: '' })}>
              {t('kit.grid.clearFilters')}
            </Button>
          }
        />
      );
    }
    if (narrow)
      return (
        <ul className="cards">
          {pages.rows.map((row) => (
            <li key={rowKey(row)}>
              {rowLink ? (
                <Link data-row-link="" className="row-card" to={rowLink(row)}>
                  {card(row)}
                </Link>
              ) : (
                <div className="row-card">{card(row)}</div>
              )}
            </li>
          ))}
        </ul>
      );
    return (
      <GridTable
        columns={settings.shown}
        rows={pages.rows}
        rowKey={rowKey}
        rowLink={rowLink}
        sort={state.sort}
        density={settings.density}
        stale={pages.isPlaceholderData}
        onSort={(sort) => change({ sort })}
        onWidth={settings.setWidth}
      />
    );
  };

  return (
    <section className="grid">
      {props.views && (
        <ViewsBar
          views={views.items}
          current={state.view}
          onPick={views.pick}
          onSave={views.save}
          onDrop={views.drop}
        />
      )}
      {!props.plain && (
        <Toolbar
          state={state}
          filters={filters}
          sorts={columns
            .filter((column) => column.sortable)
            .map(({ key, title }) => ({ value: key, label: title }))}
          count={total}
          onChange={change}
          onColumns={() => setPanel(true)}
          onExport={
            onExport &&
            ((format) =>
              onExport(
                format,
                settings.shown.map((column) => column.exports ?? column.key),
                query,
              ))
          }
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the row links inside */}
      <div ref={box} className="grid-scroll" onKeyDown={onKeyDown}>
        {body()}
        {pages.rows.length > 0 && (
          <footer className="grid-foot">
            {pages.hasNextPage ? (
              <Button loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                {t('kit.grid.moreAny')}
              </Button>
            ) : (
              <span>{t('kit.grid.all', { n: pages.rows.length })}</span>
            )}
          </footer>
        )}
      </div>
      {panel && (
        <Suspense>
          <ColumnPanel
            open
            settings={settings.settings}
            titles={Object.fromEntries(columns.map((column) => [column.key, column.title]))}
            density={settings.density}
            onSettings={settings.setSettings}
            onDensity={settings.setDensity}
            onReset={settings.reset}
            onClose={() => setPanel(false)}
          />
        </Suspense>
      )}
    </section>
  );
}
