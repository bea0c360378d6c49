import { useMemo, useState } from 'react';
import { readStored, writeStored } from '../theme/stored';
import type { ColumnSetting, Density, GridColumn } from './types';

type Kept = { columns: ColumnSetting[]; density: Density };

export const narrowest = 72;
export const widest = 640;

export const clampWidth = (width: number) =>
  Math.round(Math.min(widest, Math.max(narrowest, width)));

/** Kept settings meet today's columns: unknown keys go, new columns come at their place at the end. */
export function settle<Row>(columns: GridColumn<Row>[], kept: ColumnSetting[]): ColumnSetting[] {
  const known = new Set(columns.map((column) => column.key));
  const stay = kept.filter((setting) => known.has(setting.key));
  const have = new Set(stay.map((setting) => setting.key));
  const fresh = columns
    .filter((column) => !have.has(column.key))
    .map((column) => ({ key: column.key, shown: !column.hidden, width: column.width }));
  return [...stay, ...fresh];
}

/** Move a column by one place; the first column carries the link of the row and stays first. */
export function shift(settings: ColumnSetting[], key: string, step: 1 | -1): ColumnSetting[] {
  const from = settings.findIndex((setting) => setting.key === key);
  const to = from + step;
  const moved = settings[from];
  if (!moved || from === 0 || to <= 0 || to >= settings.length) return settings;
  const next = settings.filter((setting) => setting.key !== key);
  next.splice(to, 0, moved);
  return next;
}

/** Column settings and row height of one list, kept in this browser. */
export function useColumns<Row>(name: string, columns: GridColumn<Row>[]) {
  const [kept, setKept] = useState<Kept>(() =>
    readStored<Kept>(`grid.${name}`, { columns: [], density: 'cosy' }),
  );
  const settings = useMemo(() => settle(columns, kept.columns), [columns, kept.columns]);

  const keep = (next: Kept) => {
    writeStored(`grid.${name}`, next);
    setKept(next);
  };
  const shown = useMemo(() => {
    const byKey = new Map(columns.map((column) => [column.key, column]));
    return settings.flatMap(({ key, shown, width }) => {
      const column = byKey.get(key);
      return column && shown ? [{ ...column, width }] : [];
    });
  }, [columns, settings]);

  return {
    settings,
    shown,
    density: kept.density,
    setSettings: (next: ColumnSetting[]) => keep({ ...kept, columns: next }),
    setDensity: (density: Density) => keep({ ...kept, density }),
    setWidth: (key: string, width: number) =>
      keep({
        ...kept,
        columns: settings.map((setting) =>
          setting.key === key ? { ...setting, width: clampWidth(width) } : setting,
        ),
      }),
    reset: () => keep({ columns: [], density: 'cosy' }),
  };
}
