import { Table, type TableColumnType } from 'antd';
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { useKitText } from '../i18n/i18n';
import { clampWidth } from './columns';
import { nextSort } from './state';
import type { Density, GridColumn } from './types';

type Props<Row> = {
  columns: GridColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  rowLink?: ((row: Row) => string) | undefined;
  sort: string;
  density: Density;
  stale: boolean;
  onSort: (sort: string) => void;
  onWidth: (key: string, width: number) => void;
};

type HeadProps = { title: string; width: number; onWidth: (width: number) => void };

/** A header with a handle; the width follows the pointer and is kept when it is let go. */
function ResizableHead({ title, width, onWidth }: HeadProps) {
  const t = useKitText();
  const start = useRef<{ x: number; cell: HTMLElement } | null>(null);
  return (
    <span className="th">
      <span className="th-text">{title}</span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the column settings set widths by keyboard */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: swallows the click that would sort */}
      <span
        className="th-handle"
        title={t('kit.grid.resize', { name: title })}
        onClick={(event) => event.stopPropagation()}
        onPointerDown={(event) => {
          const cell = event.currentTarget.closest('th');
          if (!cell) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = { x: event.clientX, cell };
        }}
        onPointerUp={(event) => {
          if (start.current) onWidth(clampWidth(width + event.clientX - start.current.x));
          start.current = null;
        }}
      />
    </span>
  );
}

function sortOrder(sort: string, key: string): 'ascend' | 'descend' | null {
  if (sort === key) return 'ascend';
  return sort === `-${key}` ? 'descend' : null;
}

export function GridTable<Row extends object>(props: Props<Row>) {
  const { columns, rows, rowKey, rowLink, sort, density, stale, onSort, onWidth } = props;
  const navigate = useNavigate();
  const total = columns.reduce((sum, column) => sum + column.width, 0);

  const antdColumns = columns.map((column, index): TableColumnType<Row> => {
    const linked = index === 0 && rowLink;
    return {
      key: column.key,
      title: (
        <ResizableHead
          title={column.title}
          width={column.width}
          onWidth={(width) => onWidth(column.key, width)}
        />
      ),
      width: column.width,
      ellipsis: { showTitle: true },
      ...(column.align ? { align: column.align } : {}),
      ...(column.sortable
        ? {
            sorter: true,
            sortOrder: sortOrder(sort, column.key),
          }
        : {}),
      render: (_, row) =>
        linked ? (
          <Link data-row-link="" className="row-link" to={linked(row)}>
            {column.render(row)}
            {column.hint?.(row) && <span className="row-hint">{column.hint(row)}</span>}
          </Link>
        ) : (
          column.render(row)
        ),
    };
  });

  return (
    <Table<Row>
      className={stale ? 'grid-table grid-stale' : 'grid-table'}
      style={{ minWidth: total }}
      columns={antdColumns}
      dataSource={rows}
      rowKey={rowKey}
      pagination={false}
      tableLayout="fixed"
      size={density === 'dense' ? 'middle' : 'large'}
      showSorterTooltip={false}
      onChange={(_pages, _filters, sorter) => {
        const key = Array.isArray(sorter) ? undefined : sorter.columnKey;
        // antd names no column when the third click takes the sorting away
        onSort(key ? nextSort(sort, String(key)) : '');
      }}
      onRow={(row) => ({
        onClick: (event) => {
          const inside = (event.target as HTMLElement).closest('a, button, input');
          if (!rowLink || inside || window.getSelection()?.toString()) return;
          navigate(rowLink(row));
        },
      })}
    />
  );
}
