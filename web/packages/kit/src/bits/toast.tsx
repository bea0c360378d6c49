import { useSyncExternalStore } from 'react';
import { useKitText } from '../i18n/i18n';
import { Icon } from './icons';

type Toast = { id: number; text: string; tone: 'good' | 'bad' };

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Say something that needs no answer; it goes away by itself and is read aloud politely. */
export function toast(text: string, tone: Toast['tone'] = 'good'): void {
  const id = nextId++;
  change([...toasts, { id, text, tone }]);
  setTimeout(() => change(toasts.filter((item) => item.id !== id)), tone === 'good' ? 3500 : 8000);
}

export function ToastRegion() {
  const t = useKitText();
  const shown = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => toasts,
  );
  return (
    <section className="toasts" aria-live="polite" aria-label={t('kit.toast.region')}>
      {shown.map((item) => (
        <p key={item.id} className={`toast toast-${item.tone}`}>
          <Icon name={item.tone === 'good' ? 'check' : 'warning'} />
          {item.text}
        </p>
      ))}
    </section>
  );
}
