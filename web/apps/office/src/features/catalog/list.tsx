import type { ProductRow } from '@duan/api';
import { Button, DataGrid, EmptyState, type GridColumn, Icon, PageHeader } from '@duan/kit';
import { lazy, Suspense, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { Certified } from './certified';
import { listName, loadProducts } from './queries';

const NewProduct = lazy(() => import('./forms').then((module) => ({ default: module.AddProduct })));
const classes = ['1', '2', '3'] as const;

function useProductColumns(): GridColumn<ProductRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('catalog.col.name'),
        width: 270,
        hint: (row) => row.product_no,
        render: (row) => row.name,
      },
      {
        key: 'registrant',
        title: t('catalog.col.registrant'),
        width: 240,
        render: (row) => row.registrant_name,
      },
      {
        key: 'class',
        title: t('catalog.col.class'),
        width: 96,
        render: (row) => t(`catalog.class.${row.management_class}`),
      },
      {
        key: 'category',
        title: t('catalog.col.category'),
        width: 96,
        render: (row) => <span className="mono">{row.category_code}</span>,
      },
      {
        key: 'models',
        title: t('catalog.col.models'),
        width: 84,
        align: 'right',
        render: (row) => row.models_count,
      },
      {
        key: 'certified',
        title: t('catalog.col.certified'),
        width: 200,
        render: (row) => <Certified through={row.certified_through} />,
      },
    ],
    [t],
  );
}

function ProductCard({ row }: { row: ProductRow }) {
  const t = useText();
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{row.name}</span>
        <Certified through={row.certified_through} />
      </span>
      <span className="row-card-line">
        <span>{row.registrant_name}</span>
        <span>{t(`catalog.class.${row.management_class}`)}</span>
        <span>{t('catalog.models.count', { n: row.models_count })}</span>
      </span>
    </>
  );
}

/** What the company sells: everybody looks, the data steward adds. */
export function CatalogPage() {
  const t = useText();
  const columns = useProductColumns();
  const mayEdit = useMay('catalog.edit');
  const [params, setParams] = useSearchParams();
  const creating = mayEdit && params.get('new') === '1';
  const create = (open: boolean) =>
    setParams((before) => {
      if (open) before.set('new', '1');
      else before.delete('new');
      return before;
    });
  const button = mayEdit && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => create(true)}>
      {t('catalog.new')}
    </Button>
  );
  return (
    <div className="page-fit">
      <PageHeader title={t('catalog.title')} about={t('catalog.about')} actions={button} />
      <DataGrid
        name={listName}
        columns={columns}
        filters={[
          {
            key: 'management_class',
            label: t('catalog.filter.class'),
            options: classes.map((value) => ({ value, label: t(`catalog.class.${value}`) })),
          },
        ]}
        load={loadProducts}
        rowKey={(row) => row.id}
        rowLink={(row) => `/catalog/${row.id}`}
        card={(row) => <ProductCard row={row} />}
        empty={
          <EmptyState
            icon="tag"
            title={t('catalog.empty.title')}
            hint={t('catalog.empty.hint')}
            action={button}
          />
        }
        emptyFiltered={{
          title: t('catalog.emptyFiltered.title'),
          hint: t('catalog.emptyFiltered.hint'),
        }}
      />
      {creating && (
        <Suspense>
          <NewProduct onClose={() => create(false)} />
        </Suspense>
      )}
    </div>
  );
}
