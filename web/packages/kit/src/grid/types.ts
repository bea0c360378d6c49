import type { ReactNode } from 'react';

export type GridColumn<Row> = {
  /** Also the name the server sorts and exports by. */
  key: string;
  title: string;
  /** Pixels; the user may change it. */
  width: number;
  sortable?: boolean;
  align?: 'right';
  /** Names of the server's export columns behind this one, comma-separated; the key when it is the same. */
  exports?: string;
  /** Starts hidden; the column settings show it. */
  hidden?: boolean;
  render: (row: Row) => ReactNode;
  /** Quiet words behind the link of the first column, such as where the row belongs. */
  hint?: (row: Row) => string;
};

export type GridOption = { value: string; label: string };
export type GridFilter = { key: string; label: string; options: GridOption[]; free?: boolean };

/** What the address says about a list. */
export type GridState = {
  filters: Record<string, string>;
  find: string;
  /** `name` ascending, `-name` descending, empty for the server's order. */
  sort: string;
  view: string;
};

export type ColumnSetting = { key: string; shown: boolean; width: number };
export type Density = 'cosy' | 'dense';

export type GridView = { id: string; name: string; state: Record<string, unknown> };

export type GridPage<Row> = { items: Row[]; next?: string | null | undefined };
export type GridCount = { count: number; capped: boolean };

/** The part of the state the server needs, without empty values. */
export type GridQuery = Record<string, string>;
export type ExportFormat = 'xlsx' | 'csv';
