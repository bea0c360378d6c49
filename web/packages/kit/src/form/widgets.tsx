import { DatePicker, Input, InputNumber, Radio, Select, Switch } from 'antd';
import dayjs from 'dayjs';
import type { ComponentType } from 'react';
import { useKitText } from '../i18n/i18n';
import { type FieldSchema, typeOf } from './schema';

export type WidgetProps = {
  id: string;
  schema: FieldSchema;
  value: unknown;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (value: unknown) => void;
};
export type Widget = ComponentType<WidgetProps>;

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));
const status = (invalid: boolean) => (invalid ? { status: 'error' as const } : {});
const aria = ({ invalid, describedBy }: WidgetProps) => ({
  'aria-invalid': invalid,
  ...(describedBy ? { 'aria-describedby': describedBy } : {}),
});

function optionsOf(schema: FieldSchema) {
  const labels = schema['x-labels'] ?? {};
  return (schema.enum ?? []).map((value) => ({
    value,
    label: labels[String(value)] ?? String(value),
  }));
}

const TextWidget: Widget = (props) => {
  const { id, schema, value, invalid, onChange } = props;
  return (
    <Input
      id={id}
      value={text(value)}
      suffix={schema['x-unit']}
      autoComplete="off"
      {...status(invalid)}
      {...aria(props)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

const PasswordWidget: Widget = (props) => (
  <Input.Password
    id={props.id}
    value={text(props.value)}
    autoComplete="new-password"
    {...status(props.invalid)}
    {...aria(props)}
    onChange={(event) => props.onChange(event.target.value)}
  />
);

const AreaWidget: Widget = (props) => (
  <Input.TextArea
    id={props.id}
    value={text(props.value)}
    className="area"
    rows={3}
    {...status(props.invalid)}
    {...aria(props)}
    onChange={(event) => props.onChange(event.target.value)}
  />
);

const NumberWidget: Widget = (props) => {
  const { id, schema, value, invalid, onChange } = props;
  return (
    <InputNumber
      id={id}
      className="wide"
      value={typeof value === 'number' ? value : null}
      {...(typeOf(schema) === 'integer' ? { precision: 0 } : {})}
      {...(schema['x-unit'] ? { suffix: schema['x-unit'] } : {})}
      {...status(invalid)}
      {...aria(props)}
      onChange={(next) => onChange(next)}
    />
  );
};

const SelectWidget: Widget = (props) => (
  <Select
    id={props.id}
    className="wide"
    allowClear
    showSearch={{ optionFilterProp: 'label' }}
    value={(props.value as string | undefined) || null}
    options={optionsOf(props.schema)}
    {...status(props.invalid)}
    {...aria(props)}
    onChange={(next) => props.onChange(next ?? undefined)}
  />
);

const RadioWidget: Widget = (props) => (
  <Radio.Group
    id={props.id}
    value={props.value}
    options={optionsOf(props.schema)}
    onChange={(event) => props.onChange(event.target.value)}
  />
);

const ListWidget: Widget = (props) => {
  const t = useKitText();
  const { id, schema, value, invalid, onChange } = props;
  const choices = schema.items?.enum;
  return (
    <Select
      id={id}
      className="wide"
      mode={choices ? 'multiple' : 'tags'}
      value={Array.isArray(value) ? (value as string[]) : []}
      options={optionsOf(schema.items ?? {})}
      {...(choices
        ? { showSearch: { optionFilterProp: 'label' } }
        : { open: false, suffixIcon: null })}
      placeholder={choices ? undefined : t('kit.form.listHint')}
      tokenSeparators={choices ? [] : ['；', ';', '、', '\n']}
      {...status(invalid)}
      {...aria(props)}
      onChange={(next: string[]) => onChange(next)}
    />
  );
};

const FlagWidget: Widget = (props) => (
  <Switch id={props.id} checked={props.value === true} {...aria(props)} onChange={props.onChange} />
);

const DayWidget: Widget = (props) => (
  <DatePicker
    id={props.id}
    className="wide"
    value={props.value ? dayjs(String(props.value)) : null}
    {...status(props.invalid)}
    {...aria(props)}
    onChange={(next) => props.onChange(next ? next.format('YYYY-MM-DD') : undefined)}
  />
);

const MomentWidget: Widget = (props) => (
  <DatePicker
    id={props.id}
    className="wide"
    showTime={{ format: 'HH:mm' }}
    format="YYYY-MM-DD HH:mm"
    value={props.value ? dayjs(String(props.value)) : null}
    {...status(props.invalid)}
    {...aria(props)}
    onChange={(next) => props.onChange(next ? next.toISOString() : undefined)}
  />
);

const byType: Record<string, Widget> = {
  number: NumberWidget,
  integer: NumberWidget,
  boolean: FlagWidget,
  array: ListWidget,
};
const byFormat: Record<string, Widget> = { date: DayWidget, 'date-time': MomentWidget };
const byHint: Record<string, Widget> = {
  textarea: AreaWidget,
  password: PasswordWidget,
  radio: RadioWidget,
};

/** The input a field gets from its schema. */
export function widgetOf(schema: FieldSchema): Widget {
  const hinted = byHint[schema['x-widget'] ?? ''];
  if (hinted) return hinted;
  const typed = byType[typeOf(schema)];
  if (typed) return typed;
  if (schema.enum) return SelectWidget;
  return byFormat[schema.format ?? ''] ?? TextWidget;
}
