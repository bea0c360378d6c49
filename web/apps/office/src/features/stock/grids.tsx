import type { IntakeRow, Movement } from '@duan/api';
import {
  DataGrid,
  EmptyState,
  type GridColumn,
  type GridFilter,
  momentOf,
  StatusTag,
  toneOf,
} from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { intakesName, loadIntakes, loadMovements, movementsName } from './queries';

function useIntakeColumns(): GridColumn<IntakeRow>[] {
  const t = useText();
  return useMemo(
    () => [
      { key: 'intake', title: t('stock.col.intake'), width: 120, render: (row) => row.intake_no },
      {
        key: 'supplier',
        title: t('stock.col.supplier'),
        width: 240,
        render: (row) => row.supplier_name,
      },
      {
        key: 'status',
        title: t('stock.col.status'),
        width: 110,
        render: (row) => (
          <StatusTag tone={toneOf(row.status)}>{t(`stock.status.${row.status}`)}</StatusTag>
        ),
      },
      {
        key: 'count',
        title: t('stock.col.count'),
        width: 80,
        align: 'right' as const,
        render: (row) => row.count,
      },
      {
        key: 'warehouse',
        title: t('stock.col.warehouse'),
        width: 150,
        render: (row) => row.warehouse_name,
      },
      {
        key: 'opened_at',
        title: t('stock.col.opened'),
        width: 220,
        render: (row) => `${momentOf(row.opened_at)} ${row.opened_by_name}`,
      },
      {
        key: 'note',
        title: t('stock.col.note'),
        width: 150,
        render: (row) => row.delivery_note_no,
      },
    ],
    [t],
  );
}

/** What came to the door, the newest first. */
export function Intakes() {
  const t = useText();
  const columns = useIntakeColumns();
  const filters = useMemo<GridFilter[]>(
    () => [
      {
        key: 'status',
        label: t('stock.col.status'),
        options: (['OPEN', 'CLOSED'] as const).map((value) => ({
          value,
          label: t(`stock.status.${value}`),
        })),
      },
    ],
    [t],
  );
  return (
    <DataGrid
      name={intakesName}
      columns={columns}
      filters={filters}
      load={loadIntakes}
      rowKey={(row) => row.id}
      rowLink={(row) => `/stock/receipts/${row.id}`}
      card={(row) => (
        <>
          <span className="row-card-top">
            <span className="row-card-name">{row.supplier_name}</span>
            <StatusTag tone={toneOf(row.status)}>{t(`stock.status.${row.status}`)}</StatusTag>
          </span>
          <span className="row-card-line">
            <span>{row.intake_no}</span>
            <span>{t('stock.count', { n: row.count })}</span>
            <span>{momentOf(row.opened_at)}</span>
          </span>
        </>
      )}
      empty={
        <EmptyState
          icon="boxes"
          title={t('stock.intakes.empty.title')}
          hint={t('stock.intakes.empty.hint')}
        />
      }
      emptyFiltered={{
        title: t('stock.intakes.emptyFiltered.title'),
        hint: t('stock.intakes.emptyFiltered.hint'),
      }}
    />
  );
}

const linkOf = (row: Movement) =>
  row.direction === 'IN' ? `/stock/receipts/${row.source_id}` : `/delivery/${row.source_id}`;
const wayTone = (row: Movement) => (row.direction === 'IN' ? 'green' : 'blue');

function useMovementColumns(): GridColumn<Movement>[] {
  const t = useText();
  return useMemo(
    () => [
      { key: 'source', title: t('stock.col.source'), width: 120, render: (row) => row.source_no },
      {
        key: 'direction',
        title: t('stock.col.direction'),
        width: 90,
        render: (row) => (
          <StatusTag tone={wayTone(row)}>{t(`stock.direction.${row.direction}`)}</StatusTag>
        ),
      },
      {
        key: 'unit',
        title: t('stock.col.unit'),
        width: 320,
        render: (row) => `${row.product_name} ${row.model_name} · ${row.unit_no}`,
      },
      {
        key: 'warehouse',
        title: t('stock.col.warehouse'),
        width: 150,
        render: (row) => row.warehouse_name,
      },
      {
        key: 'moved_at',
        title: t('stock.col.moved'),
        width: 160,
        render: (row) => momentOf(row.moved_at),
      },
      { key: 'by', title: t('stock.col.by'), width: 110, render: (row) => row.moved_by_name },
    ],
    [t],
  );
}

const noFilters: GridFilter[] = [];

/** Each unit that came in or went out, with the paper that says why. */
export function Movements() {
  const t = useText();
  const columns = useMovementColumns();
  return (
    <DataGrid
      name={movementsName}
      columns={columns}
      filters={noFilters}
      load={loadMovements}
      rowKey={(row) => row.id}
      rowLink={linkOf}
      card={(row) => (
        <>
          <span className="row-card-top">
            <span className="row-card-name">{`${row.product_name} ${row.model_name}`}</span>
            <StatusTag tone={wayTone(row)}>{t(`stock.direction.${row.direction}`)}</StatusTag>
          </span>
          <span className="row-card-line">
            <span>{row.unit_no}</span>
            <span>{row.source_no}</span>
            <span>{momentOf(row.moved_at)}</span>
          </span>
        </>
      )}
      empty={
        <EmptyState
          icon="boxes"
          title={t('stock.movements.empty.title')}
          hint={t('stock.movements.empty.hint')}
        />
      }
      emptyFiltered={{
        title: t('stock.movements.emptyFiltered.title'),
        hint: t('stock.movements.emptyFiltered.hint'),
      }}
    />
  );
}
