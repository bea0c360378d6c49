import { groupSeparator, scannedLabel, scannedText } from '@duan/rules';
import {
  type KeyboardEvent as FieldKey,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Icon } from '../bits/icons';
import type { Translate } from '../i18n/i18n';
import { isTyping } from '../shell/shortcuts';
import '../styles/work.css';
import { type Scan, type ScanAnswer, useScans } from './scans';
import { useWorkText, type WorkKey } from './words';

type Props = {
  label: string;
  hint?: string;
  /** Asks the server about one code; what it throws becomes a red row. */
  onScan: (text: string) => Promise<ScanAnswer>;
  /** The page is doing something else with what was scanned. */
  busy?: boolean;
  /** How many rows stay to be seen. */
  keep?: number;
  flash?: boolean;
};

/** Codes begin with a digit, a bracket or the `]` of a symbology; such a key belongs to the field wherever the focus is. */
const startsCode = /^[0-9(（\]]$/;

function useScannerFocus(input: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    input.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const elsewhere = isTyping(event.target) || document.querySelector('dialog[open]') !== null;
      if (plain && !elsewhere && startsCode.test(event.key)) input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [input]);
}

/** A field for scanners that type: it takes what they send, checks one code after the other and shows what came of it. */
export function ScanField({ label, hint, onScan, busy = false, keep = 6, flash = true }: Props) {
  const t = useWorkText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [focused, setFocused] = useState(false);
  const [composing, setComposing] = useState(false);
  const [keyboard, setKeyboard] = useState(false);
  const { scans, waiting, submit } = useScans(onScan);
  useScannerFocus(input);

  const onKeyDown = (event: FieldKey<HTMLInputElement>) => {
    if (event.ctrlKey && event.key === ']') {
      event.preventDefault();
      setText((before) => before + groupSeparator);
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const code = scannedText(text);
    if (code === '' || busy) return;
    setText('');
    setComposing(false);
    submit(code);
  };
  const working = busy || waiting > 0;
  return (
    <section className="scan" aria-busy={working}>
      <div className="scan-head">
        <label htmlFor={id}>{label}</label>
        <button
          type="button"
          className="scan-keyboard"
          aria-pressed={keyboard}
          onClick={() => {
            setKeyboard(!keyboard);
            input.current?.focus();
          }}
        >
          <Icon name="keyboard" size={18} />
          {t(keyboard ? 'scan.keyboardOff' : 'scan.keyboard')}
        </button>
      </div>
      <div className={focused ? 'scan-box scan-focused' : 'scan-box'}>
        <span className="scan-icon" aria-hidden="true">
          {working ? <span className="spinner" /> : <Icon name="scan" size={26} />}
        </span>
        <input
          ref={input}
          id={id}
          value={text}
          placeholder={t(focused ? 'scan.ready' : 'scan.away')}
          // Hand-held terminals have their own scanner: the soft keyboard would only hide the answers.
          inputMode={keyboard ? 'text' : 'none'}
          enterKeyHint="done"
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          lang="en"
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onCompositionStart={() => setComposing(true)}
          onKeyDown={onKeyDown}
        />
        {flash && scans[0] && (
          <span
            key={scans[0].key}
            className={`scan-flash scan-flash-${scans[0].ok ? 'ok' : 'bad'}`}
            aria-hidden="true"
          />
        )}
      </div>
      <p id={`${id}-hint`} className={composing ? 'scan-hint scan-hint-amber' : 'scan-hint'}>
        {hintOf(t, { composing, busy, waiting, hint })}
      </p>
      <Results scans={scans} keep={keep} />
    </section>
  );
}

type Now = { composing: boolean; busy: boolean; waiting: number; hint: string | undefined };

function hintOf(t: Translate<WorkKey>, { composing, busy, waiting, hint }: Now): string {
  if (composing) return t('scan.composing');
  if (busy) return t('scan.busy');
  if (waiting > 0) return t('scan.waiting', { n: waiting });
  return hint ?? '';
}

function Results({ scans, keep }: { scans: readonly Scan[]; keep: number }) {
  const t = useWorkText();
  const [last] = scans;
  const passed = scans.filter(({ ok }) => ok).length;
  return (
    <>
      <output className="visually-hidden">
        {last &&
          t('scan.said', { verdict: t(last.ok ? 'scan.ok' : 'scan.bad'), title: last.title })}
      </output>
      {last && (
        <div className="scan-results">
          <p className="scan-counts">
            <span>{t('scan.recent')}</span>
            <span className="scan-count-ok">{t('scan.passed', { n: passed })}</span>
            <span className="scan-count-bad">
              {t('scan.refused', { n: scans.length - passed })}
            </span>
          </p>
          <ol>
            {scans.slice(0, keep).map((scan) => (
              <Result key={scan.key} scan={scan} />
            ))}
          </ol>
        </div>
      )}
    </>
  );
}

function Result({ scan: { ok, title, detail, code, text } }: { scan: Scan }) {
  const t = useWorkText();
  return (
    <li className={`scan-row scan-row-${ok ? 'ok' : 'bad'}`}>
      <span className="scan-verdict">
        <Icon name={ok ? 'check' : 'close'} size={18} />
        <span className="visually-hidden">{t(ok ? 'scan.ok' : 'scan.bad')}</span>
      </span>
      <div>
        <p className="scan-title">{title}</p>
        {detail && <p>{detail}</p>}
        <p className="scan-text">
          <span>{scannedLabel(text)}</span>
          {!ok && code && <span>{t('scan.code', { code })}</span>}
        </p>
      </div>
    </li>
  );
}
