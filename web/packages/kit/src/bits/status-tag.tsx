export type Tone = 'green' | 'amber' | 'red' | 'blue' | 'grey' | 'brand';

/** A state in one glance: a dot and a word; the word alone carries the meaning. */
export function StatusTag({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`status status-${tone}`}>{children}</span>;
}

/** A small label without a state. */
export function Chip({ children }: { children: string }) {
  return <span className="chip">{children}</span>;
}
