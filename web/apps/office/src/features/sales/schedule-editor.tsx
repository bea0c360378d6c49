import type { Contract } from '@duan/api';
import { Button, Icon, InputNumber, type Widget } from '@duan/kit';
import { useText } from '../../shared/text';
import { restOf, wholeOf } from './amounts';

type Kind = Contract['schedule'][number]['kind'];
export type DraftPart = { kind: Kind; percent: string | null; days: number | null };
export const kinds = ['DEPOSIT', 'ARRIVAL', 'ACCEPTANCE', 'RETENTION'] as const;

/** What most hospitals agree to; a start, not a rule. */
export const usualSchedule: DraftPart[] = [
  { kind: 'DEPOSIT', percent: '30', days: 7 },
  { kind: 'ARRIVAL', percent: '30', days: 15 },
  { kind: 'ACCEPTANCE', percent: '35', days: 30 },
  { kind: 'RETENTION', percent: '5', days: 365 },
];

type RowProps = {
  part: DraftPart;
  only: boolean;
  onChange: (next: DraftPart) => void;
  onDrop: () => void;
};

function PartRow({ part, only, onChange, onDrop }: RowProps) {
  const t = useText();
  const name = t(`sales.kind.${part.kind}`);
  return (
    <li className="part-row">
      <span className="part-kind">{name}</span>
      <InputNumber<string>
        className="part-percent"
        aria-label={`${name} ${t('sales.part.percent')}`}
        stringMode
        controls={false}
        suffix="%"
        min="0"
        max="100"
        value={part.percent}
        onChange={(percent) => onChange({ ...part, percent })}
      />
      <span className="part-when quiet">{t(`sales.when.${part.kind}`)}</span>
      <InputNumber
        className="part-days"
        aria-label={`${name} ${t('sales.part.days')}`}
        controls={false}
        suffix={t('sales.part.daysUnit')}
        min={0}
        max={3650}
        precision={0}
        value={part.days}
        onChange={(days) => onChange({ ...part, days })}
      />
      <button
        type="button"
        className="icon-button"
        aria-label={t('sales.part.drop', { kind: name })}
        disabled={only}
        onClick={onDrop}
      >
        <Icon name="trash" size={16} />
      </button>
    </li>
  );
}

function Whole({ parts }: { parts: readonly DraftPart[] }) {
  const t = useText();
  const shares = parts.map(({ percent }) => percent);
  const rest = restOf(shares);
  const words =
    rest === 0
      ? ''
      : rest > 0
        ? t('sales.part.rest', { n: rest })
        : t('sales.part.over', { n: -rest });
  return (
    <output className={rest === 0 ? 'parts-whole parts-right' : 'parts-whole parts-wrong'}>
      <span className="parts-bar" aria-hidden="true">
        {parts.map((part) => (
          <span
            key={part.kind}
            className={`parts-share parts-${part.kind.toLowerCase()}`}
            style={{ flexGrow: Number(part.percent) || 0 }}
          />
        ))}
        {rest > 0 && <span style={{ flexGrow: rest }} />}
      </span>
      <span>
        {rest === 0 && <Icon name="check" size={15} />}
        {t('sales.part.whole', { n: wholeOf(shares) })}
        {words && ` · ${words}`}
      </span>
    </output>
  );
}

/** When the price is paid: each kind once, and always shown how far it is from the whole. */
export const ScheduleEditor: Widget = ({ id, value, invalid, describedBy, onChange }) => {
  const t = useText();
  const parts = (value as DraftPart[] | undefined) ?? [];
  const missing = kinds.filter((kind) => parts.every((part) => part.kind !== kind));
  const sorted = (all: DraftPart[]) =>
    [...all].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  return (
    <fieldset
      id={id}
      className="parts"
      aria-invalid={invalid}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
    >
      <ol>
        {parts.map((part, at) => (
          <PartRow
            key={part.kind}
            part={part}
            only={parts.length === 1}
            onChange={(next) => onChange(parts.map((one, index) => (index === at ? next : one)))}
            onDrop={() => onChange(parts.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      {missing.length > 0 && (
        <div className="row">
          {missing.map((kind) => (
            <Button
              key={kind}
              size="small"
              icon={<Icon name="plus" size={14} />}
              onClick={() => onChange(sorted([...parts, { kind, percent: null, days: 30 }]))}
            >
              {t(`sales.kind.${kind}`)}
            </Button>
          ))}
        </div>
      )}
      <Whole parts={parts} />
    </fieldset>
  );
};
