import { Input } from 'antd';
import { useId } from 'react';
import '../styles/work.css';
import { useWorkText } from './words';

export type CheckItem = { key: string; title: string; hint?: string; needed?: boolean };
export type CheckMark = { done: boolean; note: string };
export type CheckMarks = Readonly<Record<string, CheckMark>>;

const unmarked: CheckMark = { done: false, note: '' };

/** What is still to be done of what must be done. */
export const openItems = (items: readonly CheckItem[], marks: CheckMarks) =>
  items.filter(({ key, needed }) => needed && !marks[key]?.done);

type Props = {
  label: string;
  items: readonly CheckItem[];
  marks: CheckMarks;
  /** Without it the list is only shown. */
  onChange?: (marks: CheckMarks) => void;
  /** Whether each line takes a note. */
  notes?: boolean;
};

/** Lines to tick off, wide enough for gloves; each may carry a note. */
export function Checklist({ label, items, marks, onChange, notes = false }: Props) {
  const t = useWorkText();
  const id = useId();
  const done = items.filter(({ key }) => marks[key]?.done).length;
  const put = (key: string, change: Partial<CheckMark>) =>
    onChange?.({ ...marks, [key]: { ...(marks[key] ?? unmarked), ...change } });
  return (
    <section className="checklist" aria-labelledby={id}>
      <header className="checklist-head">
        <h3 id={id}>{label}</h3>
        <span
          className={done === items.length ? 'checklist-count checklist-full' : 'checklist-count'}
        >
          {t('check.progress', { done, all: items.length })}
        </span>
      </header>
      <ul>
        {items.map((item) => (
          <Line
            key={item.key}
            item={item}
            mark={marks[item.key] ?? unmarked}
            notes={notes}
            fixed={!onChange}
            onPut={(change) => put(item.key, change)}
          />
        ))}
      </ul>
    </section>
  );
}

type LineProps = {
  item: CheckItem;
  mark: CheckMark;
  notes: boolean;
  fixed: boolean;
  onPut: (change: Partial<CheckMark>) => void;
};

function Line({ item: { title, hint, needed }, mark, notes, fixed, onPut }: LineProps) {
  const t = useWorkText();
  return (
    <li className={mark.done ? 'check check-done' : 'check'}>
      <label className="check-line">
        <input
          type="checkbox"
          checked={mark.done}
          disabled={fixed}
          onChange={(event) => onPut({ done: event.target.checked })}
        />
        <span>
          {title}
          {needed && !mark.done && <em className="check-needed">{t('check.needed')}</em>}
          {hint && <span className="check-hint">{hint}</span>}
        </span>
      </label>
      {notes && !fixed && (
        <Input
          className="check-note"
          value={mark.note}
          placeholder={t('check.note')}
          aria-label={`${title} · ${t('check.note')}`}
          onChange={(event) => onPut({ note: event.target.value })}
        />
      )}
      {fixed && mark.note !== '' && <p className="check-note quiet">{mark.note}</p>}
    </li>
  );
}
