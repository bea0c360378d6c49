import { type ReactNode, useEffect, useId, useState } from 'react';
import { Dialog } from '../bits/dialog';
import { Icon, type IconName } from '../bits/icons';
import { useKitText } from '../i18n/i18n';

export type PaletteItem = {
  id: string;
  icon: IconName;
  title: ReactNode;
  about?: ReactNode;
  side?: ReactNode;
  run: () => void;
};
export type PaletteGroup = { title: string; items: PaletteItem[] };

type Props = {
  open: boolean;
  query: string;
  searching: boolean;
  groups: PaletteGroup[];
  problem?: string | undefined;
  onQuery: (query: string) => void;
  onClose: () => void;
};

/** One box for everything: a combobox over groups of items. Arrow keys choose, Enter runs, Esc closes. */
export function CommandPalette({
  open,
  query,
  searching,
  groups,
  problem,
  onQuery,
  onClose,
}: Props) {
  const t = useKitText();
  const listId = useId();
  const [chosen, setChosen] = useState(0);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(chosen, Math.max(items.length - 1, 0));
  const optionId = (index: number) => `${listId}-${index}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query starts at the top again
  useEffect(() => setChosen(0), [query, open]);
  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [at, listId]);

  const run = (item: PaletteItem | undefined) => {
    if (!item) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && items.length > 0)
      setChosen((at + step + items.length) % items.length);
    else if (event.key === 'Enter') run(items[at]);
    else return;
    event.preventDefault();
  };

  let index = -1;
  return (
    <Dialog
      kind="bare"
      className="palette"
      open={open}
      title={t('kit.palette.title')}
      onClose={onClose}
    >
      <div className="palette-box">
        <Icon name="search" size={20} />
        <input
          autoFocus
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-label={t('kit.palette.title')}
          {...(items.length > 0 ? { 'aria-activedescendant': optionId(at) } : {})}
          placeholder={t('kit.palette.placeholder')}
          value={query}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {searching && (
          <span className="spinner" role="status" aria-label={t('kit.palette.searching')} />
        )}
        <button
          type="button"
          className="palette-close"
          onClick={onClose}
          aria-label={`Esc ${t('kit.palette.esc')}`}
        >
          <kbd>Esc</kbd>
        </button>
      </div>
      <div id={listId} role="listbox" aria-label={t('kit.palette.title')} className="palette-list">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role
          <div key={group.title} role="group" aria-label={group.title}>
            <p className="palette-title" aria-hidden="true">
              {group.title}
            </p>
            {group.items.map((item) => {
              index += 1;
              const here = index;
              return (
                <PaletteRow
                  key={item.id}
                  id={optionId(here)}
                  item={item}
                  chosen={here === at}
                  onHover={() => setChosen(here)}
                  onRun={() => run(item)}
                />
              );
            })}
          </div>
        ))}
      </div>
      {items.length === 0 && query.trim() !== '' && !searching && (
        <div className="palette-empty" role="status">
          <p>{problem ?? t('kit.palette.nothing', { q: query.trim() })}</p>
          {!problem && <p>{t('kit.palette.nothingHint')}</p>}
        </div>
      )}
      <footer className="palette-foot" aria-hidden="true">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t('kit.palette.move')}
        </span>
        <span>
          <kbd>↵</kbd> {t('kit.palette.enter')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('kit.palette.esc')}
        </span>
      </footer>
    </Dialog>
  );
}

type RowProps = {
  id: string;
  item: PaletteItem;
  chosen: boolean;
  onHover: () => void;
  onRun: () => void;
};

function PaletteRow({ id, item, chosen, onHover, onRun }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox input owns the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox; aria-activedescendant points here
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={chosen ? 'palette-row palette-chosen' : 'palette-row'}
      onMouseMove={chosen ? undefined : onHover}
      onClick={onRun}
    >
      <span className="palette-icon">
        <Icon name={item.icon} />
      </span>
      <span className="palette-text">
        <span className="palette-name">{item.title}</span>
        {item.about && <span className="palette-about">{item.about}</span>}
      </span>
      {item.side && <span className="palette-side">{item.side}</span>}
    </div>
  );
}
