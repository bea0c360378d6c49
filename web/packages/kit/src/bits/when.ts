const pad = (value: number) => String(value).padStart(2, '0');

/** `2026-11-05T01:30:00Z` → `2026-11-05` on the viewer's clock. */
export function dayOf(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** `2026-11-05T01:30:00Z` → `09:30` on the viewer's clock. */
export function timeOf(iso: string): string {
  const at = new Date(iso);
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

export const momentOf = (iso: string) => `${dayOf(iso)} ${timeOf(iso)}`;
