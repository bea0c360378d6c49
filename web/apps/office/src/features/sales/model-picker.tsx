import { Select } from '@duan/kit';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/text';
import { useModels } from './queries';

type Props = {
  label: string;
  value: string;
  /** What the chosen model is called, before anything was searched. */
  name: string;
  invalid: boolean;
  onPick: (id: string, name: string) => void;
};

/** Choose a model of the catalogue by searching for its product. */
export function ModelPicker({ label, value, name, invalid, onPick }: Props) {
  const t = useText();
  const [text, setText] = useState('');
  const [query, setQuery] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), 180);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useModels(query);
  const options = (found.data ?? []).map((model) => ({
    value: model.id,
    label: `${model.product_name} ${model.model_name}`,
    about: [model.registrant_name, model.unit_name].join(' · '),
  }));
  const known = value === '' || options.some((option) => option.value === value);
  return (
    <Select
      className="wide"
      aria-label={label}
      aria-invalid={invalid}
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('sales.model.find')}
      notFoundContent={found.isFetching ? null : t('sales.model.none')}
      loading={found.isFetching}
      value={value || null}
      options={known ? options : [{ value, label: name, about: '' }, ...options]}
      optionRender={(option) => (
        <span className="pick">
          <span>{option.label}</span>
          <small className="quiet">{option.data.about}</small>
        </span>
      )}
      onChange={(next) => {
        const picked = options.find((option) => option.value === next);
        onPick(next ?? '', picked?.label ?? '');
      }}
    />
  );
}
