import type { ShipmentRow } from '@duan/api';
import {
  DataGrid,
  EmptyState,
  type GridColumn,
  type GridFilter,
  PageHeader,
  StatusTag,
} from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { CheckBar } from './bar';
import { listName, loadShipments } from './queries';
import { placeOf, shipmentTone, statuses } from './words';

function Promised({ row }: { row: ShipmentRow }) {
  const t = useText();
  return (
    <span className="row">
      {row.commit_on}
      {row.late && <StatusTag tone="red">{t('delivery.late')}</StatusTag>}
    </span>
  );
}

function useShipmentColumns(): GridColumn<ShipmentRow>[] {
  const t = useText();
  return useMemo(
    () => [
      {
        key: 'shipment',
        title: t('delivery.col.shipment'),
        width: 130,
        render: (row) => row.shipment_no,
      },
      {
        key: 'terminal',
        title: t('delivery.col.terminal'),
        width: 260,
        render: placeOf,
      },
      {
        key: 'status',
        title: t('delivery.col.status'),
        width: 110,
        render: (row) => (
          <StatusTag tone={shipmentTone(row.status)}>
            {t(`delivery.status.${row.status}`)}
          </StatusTag>
        ),
      },
      {
        key: 'progress',
        title: t('delivery.col.progress'),
        width: 150,
        render: (row) => (
          <CheckBar
            checked={row.checked}
            quantity={row.quantity}
            label={t('delivery.col.progress')}
          />
        ),
      },
      {
        key: 'commit_on',
        title: t('delivery.col.commit'),
        width: 180,
        sortable: true,
        render: (row) => <Promised row={row} />,
      },
      {
        key: 'order',
        title: t('delivery.col.order'),
        width: 120,
        render: (row) => row.order_no,
      },
      {
        key: 'warehouse',
        title: t('delivery.col.warehouse'),
        width: 150,
        render: (row) => row.warehouse_name,
      },
    ],
    [t],
  );
}

function ShipmentCard({ row }: { row: ShipmentRow }) {
  const t = useText();
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{placeOf(row)}</span>
        <StatusTag tone={shipmentTone(row.status)}>{t(`delivery.status.${row.status}`)}</StatusTag>
      </span>
      <span className="row-card-line">
        <span>{row.shipment_no}</span>
        <span>{t('delivery.progress', { checked: row.checked, quantity: row.quantity })}</span>
        <Promised row={row} />
      </span>
    </>
  );
}

/** Every shipment in reach, the newest first. */
export function DeliveryPage() {
  const t = useText();
  const columns = useShipmentColumns();
  const filters = useMemo<GridFilter[]>(
    () => [
      {
        key: 'status',
        label: t('delivery.col.status'),
        options: statuses.map((value) => ({ value, label: t(`delivery.status.${value}`) })),
      },
    ],
    [t],
  );
  return (
    <div className="page-fit">
      <PageHeader title={t('delivery.title')} about={t('delivery.about')} />
      <DataGrid
        name={listName}
        columns={columns}
        filters={filters}
        load={loadShipments}
        rowKey={(row) => row.id}
        rowLink={(row) => `/delivery/${row.id}`}
        card={(row) => <ShipmentCard row={row} />}
        empty={
          <EmptyState
            icon="truck"
            title={t('delivery.empty.title')}
            hint={t('delivery.empty.hint')}
          />
        }
        emptyFiltered={{
          title: t('delivery.emptyFiltered.title'),
          hint: t('delivery.emptyFiltered.hint'),
        }}
      />
    </div>
  );
}
