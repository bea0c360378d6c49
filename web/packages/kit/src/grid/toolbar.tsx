import { Button, Dropdown, Input, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { Dialog } from '../bits/dialog';
import { Icon } from '../bits/icons';
import { toast } from '../bits/toast';
import { useNarrow } from '../bits/use-media';
import { useKitText } from '../i18n/i18n';
import { isFiltered } from './state';
import type { ExportFormat, GridFilter, GridOption, GridState } from './types';

type Props = {
  state: GridState;
  filters: GridFilter[];
  /** Columns the server can sort by; on a phone there are no headers to click. */
  sorts: GridOption[];
  count: ReactNode;
  onChange: (patch: Partial<GridState>) => void;
  onColumns: () => void;
  onExport?: ((format: ExportFormat) => Promise<void>) | undefined;
};

/** The find box: typing settles for a moment before the address, and so the list, changes. */
function FindBox({ value, onFind }: { value: string; onFind: (text: string) => void }) {
  const t = useKitText();
  const [text, setText] = useState(value);

  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onFind(text), 280);
    return () => clearTimeout(timer);
  }, [text, value, onFind]);

  return (
    <Input
      className="grid-find"
      data-find=""
      allowClear
      maxLength={60}
      aria-label={t('kit.grid.search')}
      placeholder={t('kit.grid.search')}
      prefix={<Icon name="search" size={16} />}
      suffix={text === '' ? <kbd>/</kbd> : undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onFind(text)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
}

type PickerProps = {
  filter: GridFilter;
  value: string | undefined;
  onPick: (value: string) => void;
};

/** Options of a filter; a free one offers what is typed, and a value from the address is always shown. */
function pickable(filter: GridFilter, value: string | undefined, typed: string): GridOption[] {
  const extra = [value ?? '', filter.free ? typed.trim() : ''].filter(
    (text) => text !== '' && !filter.options.some((option) => option.value === text),
  );
  return [...filter.options, ...[...new Set(extra)].map((text) => ({ value: text, label: text }))];
}

function FilterPicker({ filter, value, onPick }: PickerProps) {
  const t = useKitText();
  const [typed, setTyped] = useState('');
  return (
    <Select
      className={value ? 'grid-filter grid-filter-on' : 'grid-filter'}
      allowClear
      aria-label={filter.label}
      placeholder={filter.label}
      showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
      popupMatchSelectWidth={false}
      notFoundContent={filter.free ? t('kit.grid.typeValue') : t('kit.grid.noOption')}
      value={value ?? null}
      options={pickable(filter, value, typed)}
      labelRender={({ label }) => `${filter.label}：${label}`}
      onChange={(next) => onPick(next ?? '')}
    />
  );
}

type SortProps = { sorts: GridOption[]; sort: string; onSort: (sort: string) => void };

function SortPicker({ sorts, sort, onSort }: SortProps) {
  const t = useKitText();
  const both = sorts.flatMap(({ value, label }) => [
    { value, label: `${label} ↑` },
    { value: `-${value}`, label: `${label} ↓` },
  ]);
  return (
    <Select
      className="wide"
      aria-label={t('kit.grid.sortBy')}
      value={sort}
      options={[{ value: '', label: t('kit.grid.sortDefault') }, ...both]}
      labelRender={({ label }) => `${t('kit.grid.sortBy')}：${label}`}
      onChange={onSort}
    />
  );
}

function ExportButton({ onExport }: { onExport: NonNullable<Props['onExport']> }) {
  const t = useKitText();
  const [busy, setBusy] = useState(false);
  const run = async (format: ExportFormat) => {
    setBusy(true);
    try {
      await onExport(format);
      toast(t('kit.grid.exported'));
    } catch (caught) {
      toast(caught instanceof Error ? caught.message : String(caught), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: t('kit.grid.exportXlsx') },
          { key: 'csv', label: t('kit.grid.exportCsv') },
        ],
        onClick: ({ key }) => run(key as ExportFormat),
      }}
    >
      <Button loading={busy} icon={<Icon name="download" size={16} />}>
        {busy ? t('kit.grid.exporting') : t('kit.grid.export')}
      </Button>
    </Dropdown>
  );
}

export function Toolbar({ state, filters, sorts, count, onChange, onColumns, onExport }: Props) {
  const t = useKitText();
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  const set = (key: string, value: string) => {
    const { [key]: _, ...rest } = state.filters;
    onChange({ filters: value ? { ...rest, [key]: value } : rest });
  };
  const pickers = filters.map((filter) => (
    <FilterPicker
      key={filter.key}
      filter={filter}
      value={state.filters[filter.key]}
      onPick={(value) => set(filter.key, value)}
    />
  ));
  const clear = isFiltered(state) && (
    <Button type="text" onClick={() => onChange({ filters: {}, find: '', view: '' })}>
      {t('kit.grid.clearFilters')}
    </Button>
  );
  const active = Object.keys(state.filters).length;
  const choices = filters.length + sorts.length;

  return (
    <div className="grid-toolbar">
      <FindBox value={state.find} onFind={(find) => onChange({ find })} />
      {narrow && choices > 0 && (
        <Button icon={<Icon name="filter" size={16} />} onClick={() => setOpen(true)}>
          {active > 0 ? `${t('kit.grid.filters')} ${active}` : t('kit.grid.filters')}
        </Button>
      )}
      {!narrow && (
        <div className="grid-filters">
          {pickers}
          {clear}
        </div>
      )}
      <div className="grid-side">
        <span className="grid-count" role="status">
          {count}
        </span>
        {onExport && <ExportButton onExport={onExport} />}
        {!narrow && (
          <Button
            icon={<Icon name="columns" size={16} />}
            aria-label={t('kit.grid.columns')}
            title={t('kit.grid.columns')}
            onClick={onColumns}
          />
        )}
      </div>
      <Dialog
        open={open}
        title={t('kit.grid.filters')}
        onClose={() => setOpen(false)}
        footer={
          <>
            {clear}
            <Button type="primary" onClick={() => setOpen(false)}>
              {t('kit.confirm')}
            </Button>
          </>
        }
      >
        <div className="stack">
          {pickers}
          <SortPicker sorts={sorts} sort={state.sort} onSort={(sort) => onChange({ sort })} />
        </div>
      </Dialog>
    </div>
  );
}
