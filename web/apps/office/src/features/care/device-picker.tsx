import { api, type DeviceRow, take } from '@duan/api';
import { Select, type Widget } from '@duan/kit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useText } from '../../shared/text';
import { deviceOf, placeOf } from './states';

type Known = Pick<
  DeviceRow,
  'id' | 'serial_no' | 'product_name' | 'model_name' | 'terminal_name' | 'department_name'
>;

const optionOf = (unit: Known) => ({
  value: unit.id,
  label: `${deviceOf(unit)} · ${unit.serial_no}`,
  about: placeOf(unit),
});

/** The devices at hospitals that a text names; without one, the newest. */
function useDevices(text: string) {
  const [query, setQuery] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), 180);
    return () => clearTimeout(timer);
  }, [text]);
  return useQuery({
    queryKey: ['care', 'devices', query],
    queryFn: async () => {
      const asked = { limit: 50, ...(query ? { q: query } : {}) };
      const { items } = await take(api.GET('/api/assets/units', { params: { query: asked } }));
      return items.filter((unit) => unit.terminal_id !== null);
    },
    placeholderData: keepPreviousData,
  });
}

/** Choose a device by its serial or device number, or by scanning it; only what the viewer may see. */
export const DevicePicker: Widget = ({ id, value, invalid, describedBy, onChange }) => {
  const t = useText();
  const [text, setText] = useState('');
  const found = useDevices(text);
  const chosen = useQuery({
    queryKey: ['care', 'device', value],
    queryFn: () =>
      take(
        api.GET('/api/assets/units/{unit_id}', { params: { path: { unit_id: String(value) } } }),
      ),
    enabled: typeof value === 'string' && value !== '',
  });
  const listed = (found.data ?? []).map(optionOf);
  const known = chosen.data && !listed.some((option) => option.value === chosen.data.id);
  return (
    <Select
      id={id}
      className="wide"
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('care.report.unit.find')}
      notFoundContent={found.isFetching ? null : t('care.report.unit.none')}
      loading={found.isFetching}
      value={(value as string | undefined) ?? null}
      options={known && chosen.data ? [optionOf(chosen.data), ...listed] : listed}
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
