/** `{count: 10000, capped: true}` → `10,000+`. */
export function countLabel(count: number, capped: boolean): string {
  return `${count.toLocaleString('en-US')}${capped ? '+' : ''}`;
}

/** Bytes as people say them: `1.4 MB`. */
export function sizeLabel(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${Math.round(kib)} KB` : `${(kib / 1024).toFixed(1)} MB`;
}

export type Piece = { text: string; hit: boolean };

/** Cut `text` around every occurrence of `query` (case-insensitive) so that a page can mark the hits. */
export function markHits(text: string, query: string): Piece[] {
  const needle = query.trim().toLowerCase();
  if (needle === '') return [{ text, hit: false }];
  const pieces: Piece[] = [];
  const lower = text.toLowerCase();
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    if (at > from) pieces.push({ text: text.slice(from, at), hit: false });
    pieces.push({ text: text.slice(at, at + needle.length), hit: true });
    from = at + needle.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}
