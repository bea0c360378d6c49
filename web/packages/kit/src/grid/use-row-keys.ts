import type { RefObject } from 'react';
import { isTyping, useShortcuts } from '../shell/shortcuts';

const linkOf = '[data-row-link]';

/** j / k anywhere and the arrows inside the list move the focus from row to row; Enter follows the link. */
export function useRowKeys(box: RefObject<HTMLElement | null>) {
  const step = (by: 1 | -1) => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>(linkOf) ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
    links[next]?.focus();
    links[next]?.scrollIntoView?.({ block: 'nearest' });
  };
  useShortcuts({ j: () => step(1), k: () => step(-1) });

  return (event: React.KeyboardEvent) => {
    if (isTyping(event.target)) return;
    if (event.key === 'Escape') (document.activeElement as HTMLElement | null)?.blur();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    if (!(event.target as HTMLElement).matches(linkOf)) return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  };
}
