import { download } from '@duan/api';
import { Button, DataGrid, EmptyState, type GridFilter, Icon, PageHeader } from '@duan/kit';
import { lazy, Suspense, useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLabels } from '../../shared/labels';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { TerminalCard, useTerminalColumns } from './columns';
import { countTerminals, listName, loadTerminals, viewStore } from './queries';

const NewTerminal = lazy(() => import('./new').then((module) => ({ default: module.NewTerminal })));

function useTerminalFilters(): GridFilter[] {
  const t = useText();
  const { options, regionOptions } = useLabels();
  return useMemo(
    () => [
      {
        key: 'top',
        label: t('terminals.filter.top'),
        options: [
          { value: 'true', label: t('terminals.top.true') },
          { value: 'false', label: t('terminals.top.false') },
        ],
      },
      { key: 'kind', label: t('terminals.filter.kind'), options: options('kind') },
      { key: 'status', label: t('terminals.filter.status'), options: options('status') },
      { key: 'region', label: t('terminals.filter.region'), options: regionOptions },
      { key: 'level', label: t('terminals.filter.level'), options: options('level') },
      { key: 'tag', label: t('terminals.filter.tag'), options: [], free: true },
    ],
    [t, options, regionOptions],
  );
}

/** All terminals in reach. */
export function TerminalList() {
  const t = useText();
  const columns = useTerminalColumns();
  const filters = useTerminalFilters();
  const mayEdit = useMay('terminals.edit');
  const mayImport = useMay('terminals.import');
  const mayExport = useMay('terminals.export');
  const [params, setParams] = useSearchParams();
  const creating = mayEdit && params.get('new') === '1';

  const create = (open: boolean) =>
    setParams((before) => {
      if (open) before.set('new', '1');
      else before.delete('new');
      return before;
    });
  const newButton = mayEdit && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => create(true)}>
      {t('terminals.new')}
    </Button>
  );
  const importLink = mayImport && (
    <Link className="button-link" to="/imports/new">
      <Icon name="upload" size={16} />
      {t('terminals.import')}
    </Link>
  );

  return (
    <div className="page-fit">
      <PageHeader
        title={t('terminals.title')}
        actions={
          <>
            {importLink}
            {newButton}
          </>
        }
      />
      <DataGrid
        name={listName}
        columns={columns}
        filters={filters}
        load={loadTerminals}
        count={countTerminals}
        rowKey={(row) => row.id}
        rowLink={(row) => `/terminals/${row.id}`}
        card={(row) => <TerminalCard row={row} />}
        views={viewStore}
        empty={
          <EmptyState
            icon="terminal"
            title={t('terminals.empty.title')}
            hint={t('terminals.empty.hint')}
            action={
              <>
                {importLink}
                {newButton}
              </>
            }
          />
        }
        emptyFiltered={{
          title: t('terminals.emptyFiltered.title'),
          hint: t('terminals.emptyFiltered.hint'),
        }}
        {...(mayExport
          ? {
              onExport: (format, shown, { sort: _, ...query }) =>
                download(
                  '/api/terminals/export',
                  { ...query, format, columns: shown.join(',') },
                  `terminals.${format}`,
                ),
            }
          : {})}
      />
      {creating && (
        <Suspense>
          <NewTerminal onClose={() => create(false)} />
        </Suspense>
      )}
    </div>
  );
}
