import type { Import } from '@duan/api';

/** Field code → header of the file. */
export type Mapping = Record<string, string>;

/** Start from what was confirmed before, else from the guesses; a header feeds one field. */
export function firstMapping(item: Pick<Import, 'mapping' | 'columns'>): Mapping {
  if (Object.keys(item.mapping).length > 0) return item.mapping;
  const mapping: Mapping = {};
  for (const { header, guess } of item.columns) if (guess) mapping[guess] ??= header;
  return mapping;
}

/** Set or clear one field; the header leaves the field it fed before. */
export function mapped(mapping: Mapping, field: string, header: string | undefined): Mapping {
  const next = Object.fromEntries(
    Object.entries(mapping).filter(([code, used]) => code !== field && used !== header),
  );
  return header ? { ...next, [field]: header } : next;
}

export function missingFields(item: Pick<Import, 'fields'>, mapping: Mapping): string[] {
  return item.fields
    .filter(({ code, required }) => required && !mapping[code])
    .map(({ label }) => label);
}

export function unusedColumns(item: Pick<Import, 'columns'>, mapping: Mapping): string[] {
  const used = new Set(Object.values(mapping));
  return item.columns
    .map(({ header }) => header)
    .filter((header) => header !== '' && !used.has(header));
}
