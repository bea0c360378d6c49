import { api, take } from '@duan/api';
import { Select, type Widget } from '@duan/kit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLabels } from './labels';
import { useText } from './text';

/** Choose a terminal by searching for it; only what the viewer may see can be found. */
export const TerminalPicker: Widget = ({ id, value, invalid, describedBy, onChange }) => {
  const t = useText();
  const { label } = useLabels();
  const [text, setText] = useState('');
  const [query, setQuery] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), 180);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    queryKey: ['search', query],
    queryFn: () => take(api.GET('/api/search', { params: { query: { q: query, limit: 20 } } })),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map((hit) => ({
    value: hit.id,
    label: hit.name,
    about: [label('kind', hit.kind), hit.parent_name, hit.region_name].filter(Boolean).join(' · '),
  }));
  return (
    <Select
      id={id}
      className="wide"
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('pick.terminal')}
      notFoundContent={query && !found.isFetching ? t('pick.none') : null}
      loading={found.isFetching}
      value={(value as string | undefined) ?? null}
      options={options}
      optionRender={(option) => (
        <span className="pick">
          <span>{option.label}</span>
          <small className="quiet">{option.data.about}</small>
        </span>
      )}
      aria-invalid={invalid}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...(invalid ? { status: 'error' as const } : {})}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
};
