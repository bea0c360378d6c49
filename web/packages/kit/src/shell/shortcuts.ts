import { useEffect, useRef } from 'react';

/** `'g t'` is two keys in a row, `'mod+k'` is Ctrl or ⌘ with k, anything else is one key. */
export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

export function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.matches) return false;
  return element.matches(
    'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"] *',
  );
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** Plain letters belong to whoever types, and to an open dialog or sheet. */
function isBusy(event: KeyboardEvent, name: string): boolean {
  if (name.startsWith('mod+')) return false;
  return (
    isTyping(event.target) || document.querySelector('dialog[open], .ant-drawer-open') !== null
  );
}

/** Page-wide keys. Plain letters are ignored while somebody types or a dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;

  useEffect(() => {
    let before = '';
    let since = 0;
    const onKey = (event: KeyboardEvent) => {
      const name = nameOf(event);
      if (event.altKey || event.isComposing || isBusy(event, name)) return;
      const pair = Date.now() - since < 900 ? `${before} ${name}` : '';
      const action = latest.current[pair] ?? latest.current[name];
      before = name;
      since = Date.now();
      if (!action) return;
      event.preventDefault();
      before = '';
      action(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

export const modKey = /Mac|iP(hone|ad)/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
