import { Checkbox, Icon, Input, InputNumber, Select } from '@duan/kit';
import { type ReactNode, useId } from 'react';
import { useText } from '../../shared/text';
import { type Draft, draftTypes, hasLength, hasOptions, isNumeric, type Wrong } from './draft';

type LabelledProps = {
  label: string;
  about?: string;
  wide?: boolean;
  children: (id: string) => ReactNode;
};

function Labelled({ label, about, wide, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={wide ? 'field field-wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {about && <p className="field-about">{about}</p>}
    </div>
  );
}

type PartProps = { draft: Draft; onChange: (patch: Partial<Draft>) => void };

/** Settings that only some types have. */
function TypeSettings({ draft, onChange }: PartProps) {
  const t = useText();
  if (hasOptions(draft.type))
    return (
      <Labelled wide label={t('attributes.field.options')} about={t('kit.form.listHint')}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            open={false}
            suffixIcon={null}
            value={draft.options}
            tokenSeparators={['；', ';', '、', ',', '，']}
            onChange={(options: string[]) => onChange({ options })}
          />
        )}
      </Labelled>
    );
  if (!isNumeric(draft.type)) return null;
  return (
    <div className="draft-three">
      <Labelled label={t('attributes.field.unit')}>
        {(id) => (
          <Input
            id={id}
            maxLength={10}
            value={draft.unit}
            onChange={(event) => onChange({ unit: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={t('attributes.field.min')}>
        {(id) => (
          <InputNumber
            id={id}
            className="wide"
            value={draft.min}
            onChange={(min) => onChange({ min })}
          />
        )}
      </Labelled>
      <Labelled label={t('attributes.field.max')}>
        {(id) => (
          <InputNumber
            id={id}
            className="wide"
            value={draft.max}
            onChange={(max) => onChange({ max })}
          />
        )}
      </Labelled>
    </div>
  );
}

function MoreSettings({ draft, onChange }: PartProps) {
  const t = useText();
  return (
    <details className="older">
      <summary>{t('attributes.field.more')}</summary>
      <div className="draft-fields">
        <Labelled wide label={t('attributes.field.description')}>
          {(id) => (
            <Input
              id={id}
              maxLength={120}
              value={draft.description}
              onChange={(event) => onChange({ description: event.target.value })}
            />
          )}
        </Labelled>
        {hasLength(draft.type) && (
          <Labelled label={t('attributes.field.maxLength')}>
            {(id) => (
              <InputNumber
                id={id}
                className="wide"
                min={1}
                max={2000}
                value={draft.maxLength}
                onChange={(maxLength) => onChange({ maxLength })}
              />
            )}
          </Labelled>
        )}
        <Labelled wide label={t('attributes.field.key')} about={t('attributes.field.keyHint')}>
          {(id) => (
            <Input
              id={id}
              className="mono"
              maxLength={40}
              value={draft.key}
              onChange={(event) => onChange({ key: event.target.value.trim() })}
            />
          )}
        </Labelled>
      </div>
    </details>
  );
}

type Props = PartProps & {
  first: boolean;
  last: boolean;
  wrong: Wrong | undefined;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
};

/** One declared field in words: what it is called, what goes in, what is allowed. */
export function FieldEditor({ draft, first, last, wrong, onChange, onMove, onRemove }: Props) {
  const t = useText();
  const name = draft.title || t('attributes.field.untitled');
  return (
    <li className="draft">
      <div className="draft-fields">
        <Labelled label={t('attributes.field.title')}>
          {(id) => (
            <Input
              id={id}
              maxLength={40}
              value={draft.title}
              onChange={(event) => onChange({ title: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled label={t('attributes.field.type')}>
          {(id) => (
            <Select
              id={id}
              value={draft.type}
              options={draftTypes.map((value) => ({ value, label: t(`attributes.type.${value}`) }))}
              onChange={(type) => onChange({ type })}
            />
          )}
        </Labelled>
        <TypeSettings draft={draft} onChange={onChange} />
      </div>
      <MoreSettings draft={draft} onChange={onChange} />
      {wrong && (
        <p className="field-error" role="alert">
          {t(`attributes.wrong.${wrong}`)}
        </p>
      )}
      <div className="draft-foot">
        <Checkbox
          checked={draft.required}
          onChange={(event) => onChange({ required: event.target.checked })}
        >
          {t('attributes.field.required')}
        </Checkbox>
        <button
          type="button"
          className="icon-button"
          disabled={first}
          aria-label={t('kit.grid.up', { name })}
          onClick={() => onMove(-1)}
        >
          <Icon name="arrowUp" size={16} />
        </button>
        <button
          type="button"
          className="icon-button"
          disabled={last}
          aria-label={t('kit.grid.down', { name })}
          onClick={() => onMove(1)}
        >
          <Icon name="arrowDown" size={16} />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t('attributes.field.remove', { name })}
          onClick={onRemove}
        >
          <Icon name="trash" size={16} />
        </button>
      </div>
    </li>
  );
}
