import type { ReactNode } from 'react';

export type TabItem = { key: string; label: string; count?: string | undefined };
type Props = { label: string; items: TabItem[]; current: string; onPick: (key: string) => void };

/** Tabs whose choice the page keeps in its address; arrows move between them. */
export function TabBar({ label, items, current, onPick }: Props): ReactNode {
  const step = (event: React.KeyboardEvent, by: number) => {
    const at = items.findIndex(({ key }) => key === current);
    const next = items[(at + by + items.length) % items.length];
    if (!next) return;
    event.preventDefault();
    onPick(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={label}
      tabIndex={-1}
      className="tabs"
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(event, 1);
        if (event.key === 'ArrowLeft') step(event, -1);
      }}
    >
      {items.map(({ key, label: text, count }) => (
        <button
          key={key}
          type="button"
          role="tab"
          data-tab={key}
          id={`tab-${key}`}
          aria-selected={key === current}
          tabIndex={key === current ? 0 : -1}
          className="tab"
          onClick={() => onPick(key)}
        >
          {text}
          {count !== undefined && <span className="tab-count">{count}</span>}
        </button>
      ))}
    </div>
  );
}

/** What the chosen tab shows. */
export function TabPanel({ tab, children }: { tab: string; children: ReactNode }) {
  return (
    <div role="tabpanel" aria-labelledby={`tab-${tab}`} className="tab-panel">
      {children}
    </div>
  );
}
