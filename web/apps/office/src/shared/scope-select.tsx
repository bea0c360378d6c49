import { Select } from '@duan/kit';
import type { ScopeOption } from './scopes';

type Props = {
  id: string;
  value: number | null;
  options: ScopeOption[];
  onChange: (value: number | null) => void;
  /** Offered first, for nothing chosen. */
  blank?: string;
  invalid?: boolean;
  describedBy?: string | undefined;
};

/** Pick a scope from the tree; typing finds it by any name on its way down. */
export function ScopeSelect({ id, value, options, onChange, blank, invalid, describedBy }: Props) {
  const first = blank ? [{ value: 0, label: blank, depth: 0, trail: blank }] : [];
  return (
    <Select
      id={id}
      className="wide"
      showSearch={{ optionFilterProp: 'trail' }}
      value={value ?? (blank ? 0 : null)}
      options={[...first, ...options]}
      optionRender={({ data }) => (
        <span style={{ paddingInlineStart: data.depth * 16 }}>{data.label}</span>
      )}
      labelRender={({ value: picked, label }) =>
        options.find((option) => option.value === picked)?.trail ?? label
      }
      aria-invalid={invalid ?? false}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...(invalid ? { status: 'error' as const } : {})}
      onChange={(next) => onChange(next || null)}
    />
  );
}
