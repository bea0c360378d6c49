import { Input, useLang, type Widget } from '@duan/kit';
import { provinceOf } from '@duan/rules';

/** A region code that says at once which province it lies in. */
export const RegionInput: Widget = ({ id, value, invalid, describedBy, onChange }) => {
  const { lang } = useLang();
  const text = typeof value === 'string' ? value : '';
  return (
    <Input
      id={id}
      inputMode="numeric"
      maxLength={6}
      autoComplete="off"
      value={text}
      suffix={<span className="quiet">{provinceOf(text)?.[lang] ?? ''}</span>}
      aria-invalid={invalid}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      {...(invalid ? { status: 'error' as const } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};
