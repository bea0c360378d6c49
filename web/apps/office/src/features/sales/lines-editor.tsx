import { Button, Icon, InputNumber, Money, type Widget } from '@duan/kit';
import { useText } from '../../shared/text';
import { amountOf, type DraftLine, totalOf, yuanOf } from './amounts';
import { ModelPicker } from './model-picker';

export const emptyLine = (key: number): DraftLine => ({
  key,
  model_id: '',
  label: '',
  quantity: 1,
  unit_price: null,
});

type RowProps = {
  line: DraftLine;
  at: number;
  only: boolean;
  invalid: boolean;
  onChange: (next: DraftLine) => void;
  onDrop: () => void;
};

function LineRow({ line, at, only, invalid, onChange, onDrop }: RowProps) {
  const t = useText();
  const amount = amountOf(line);
  const nth = t('sales.line.nth', { n: at + 1 });
  return (
    <li className="line-row">
      <div className="line-model">
        <ModelPicker
          label={`${nth} ${t('sales.line.model')}`}
          value={line.model_id}
          name={line.label}
          invalid={invalid && line.model_id === ''}
          onPick={(model_id, label) => onChange({ ...line, model_id, label })}
        />
      </div>
      <InputNumber
        className="line-quantity"
        aria-label={`${nth} ${t('sales.line.quantity')}`}
        min={1}
        max={9999}
        precision={0}
        value={line.quantity}
        onChange={(quantity) => onChange({ ...line, quantity })}
      />
      <InputNumber<string>
        className="line-price"
        aria-label={`${nth} ${t('sales.line.price')}`}
        stringMode
        controls={false}
        prefix="¥"
        min="0"
        max="999999999999.99"
        precision={2}
        value={line.unit_price}
        onChange={(unit_price) => onChange({ ...line, unit_price })}
      />
      <span className="line-amount">
        <Money value={amount === undefined ? null : yuanOf(amount)} />
      </span>
      <button
        type="button"
        className="icon-button line-drop"
        aria-label={t('sales.line.drop', { n: at + 1 })}
        disabled={only}
        onClick={onDrop}
      >
        <Icon name="trash" size={16} />
      </button>
    </li>
  );
}

/** The lines of a quote, with what each and all come to. */
export const LinesEditor: Widget = ({ id, value, invalid, describedBy, onChange }) => {
  const t = useText();
  const lines = (value as DraftLine[] | undefined) ?? [];
  const top = Math.max(0, ...lines.map(({ key }) => key));
  const change = (at: number, next: DraftLine) =>
    onChange(lines.map((line, index) => (index === at ? next : line)));
  return (
    <fieldset
      id={id}
      className="lines"
      aria-invalid={invalid}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
    >
      <div className="line-head" aria-hidden="true">
        <span>{t('sales.line.model')}</span>
        <span>{t('sales.line.quantity')}</span>
        <span>{t('sales.line.price')}</span>
        <span className="line-amount">{t('sales.line.amount')}</span>
      </div>
      <ol>
        {lines.map((line, at) => (
          <LineRow
            key={line.key}
            line={line}
            at={at}
            only={lines.length === 1}
            invalid={invalid}
            onChange={(next) => change(at, next)}
            onDrop={() => onChange(lines.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      <div className="lines-foot">
        <Button
          size="small"
          icon={<Icon name="plus" size={14} />}
          onClick={() => onChange([...lines, emptyLine(top + 1)])}
        >
          {t('sales.line.add')}
        </Button>
        <output className="lines-total">
          {t('sales.line.total')} <Money value={yuanOf(totalOf(lines))} />
        </output>
      </div>
    </fieldset>
  );
};
