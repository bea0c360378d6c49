import type { DeviceRow } from '@duan/api';
import {
  DataGrid,
  EmptyState,
  type GridColumn,
  type GridFilter,
  PageHeader,
  StatusTag,
} from '@duan/kit';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { listName, loadDevices, useModelOptions } from './queries';
import { deviceTone, statuses, useCoverWords } from './words';

/** The terminal it is at or on its way to, else the warehouse. */
const whereOf = (row: DeviceRow) =>
  [row.terminal_name, row.department_name].filter(Boolean).join(' · ') || row.place_name;

function useDeviceColumns(): GridColumn<DeviceRow>[] {
  const t = useText();
  const cover = useCoverWords();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('assets.col.name'),
        width: 310,
        hint: (row) => row.unit_no,
        render: (row) => `${row.product_name} ${row.model_name}`,
      },
      {
        key: 'serial_no',
        title: t('assets.col.serial'),
        width: 150,
        render: (row) => <span className="mono">{row.serial_no}</span>,
      },
      {
        key: 'status',
        title: t('assets.col.status'),
        width: 104,
        render: (row) => (
          <StatusTag tone={deviceTone(row.status)}>{t(`assets.status.${row.status}`)}</StatusTag>
        ),
      },
      {
        key: 'where',
        title: t('assets.col.where'),
        width: 280,
        render: (row) => whereOf(row),
      },
      {
        key: 'cover',
        title: t('assets.col.cover'),
        width: 150,
        render: (row) => cover(row.covered_through),
      },
      {
        key: 'place',
        title: t('assets.col.place'),
        width: 220,
        hidden: true,
        render: (row) => row.place_name,
      },
      {
        key: 'unit_no',
        title: t('assets.col.unit_no'),
        width: 110,
        hidden: true,
        render: (row) => <span className="quiet">{row.unit_no}</span>,
      },
      {
        key: 'di',
        title: t('assets.col.di'),
        width: 160,
        hidden: true,
        render: (row) => <span className="mono">{row.di}</span>,
      },
    ],
    [t, cover],
  );
}

/** Filters to choose from, and those that a link from another page brought along. */
function useDeviceFilters(): GridFilter[] {
  const t = useText();
  const [params] = useSearchParams();
  const models = useModelOptions(useMay('catalog.see'));
  const linked = (['terminal', 'deal'] as const).flatMap((key) => {
    const value = params.get(key);
    return value
      ? [
          {
            key,
            label: t(`assets.filter.${key}`),
            options: [{ value, label: t('assets.filter.this') }],
          },
        ]
      : [];
  });
  return [
    {
      key: 'status',
      label: t('assets.col.status'),
      options: statuses.map((value) => ({ value, label: t(`assets.status.${value}`) })),
    },
    ...(models.length > 0
      ? [{ key: 'model', label: t('assets.filter.model'), options: models }]
      : []),
    ...linked,
  ];
}

function DeviceCard({ row }: { row: DeviceRow }) {
  const t = useText();
  const cover = useCoverWords();
  const facts = [row.serial_no, whereOf(row), cover(row.covered_through)].filter(Boolean);
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{`${row.product_name} ${row.model_name}`}</span>
        <StatusTag tone={deviceTone(row.status)}>{t(`assets.status.${row.status}`)}</StatusTag>
      </span>
      <span className="row-card-line">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </>
  );
}

/** Every device in reach, from the warehouse to the ward. */
export function DevicesPage() {
  const t = useText();
  const columns = useDeviceColumns();
  const filters = useDeviceFilters();
  return (
    <div className="page-fit">
      <PageHeader title={t('assets.title')} about={t('assets.about')} />
      <DataGrid
        name={listName}
        columns={columns}
        filters={filters}
        load={loadDevices}
        rowKey={(row) => row.id}
        rowLink={(row) => `/devices/${row.id}`}
        card={(row) => <DeviceCard row={row} />}
        empty={
          <EmptyState icon="device" title={t('assets.empty.title')} hint={t('assets.empty.hint')} />
        }
        emptyFiltered={{
          title: t('assets.emptyFiltered.title'),
          hint: t('assets.emptyFiltered.hint'),
        }}
      />
    </div>
  );
}
