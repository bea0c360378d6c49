import { useId } from 'react';
import { useKitText } from '../i18n/i18n';
import { type FormField, typeOf, valueAt } from './schema';
import type { FormState } from './use-form';
import { type Widget, widgetOf } from './widgets';

type FieldProps = {
  field: FormField;
  value: unknown;
  error: string | undefined;
  widget: Widget | undefined;
  onChange: (value: unknown) => void;
};

function isWide(field: FormField): boolean {
  const { schema } = field;
  return (
    schema['x-wide'] === true || schema['x-widget'] === 'textarea' || typeOf(schema) === 'array'
  );
}

/** A label, its input, what it is for, and what is wrong with it. */
export function Field({ field, value, error, widget, onChange }: FieldProps) {
  const t = useKitText();
  const id = useId();
  const { schema, required, path } = field;
  const Input = widget ?? widgetOf(schema);
  const about = error || schema.description ? `${id}-about` : undefined;
  return (
    <div className={isWide(field) ? 'field field-wide' : 'field'} data-field={path}>
      <label htmlFor={id}>
        {schema.title || path}
        {!required && <span className="field-optional">{t('kit.optional')}</span>}
      </label>
      <Input
        id={id}
        schema={schema}
        value={value}
        invalid={error !== undefined}
        describedBy={about}
        onChange={onChange}
      />
      {error ? (
        <p id={about} className="field-error" role="alert">
          {error}
        </p>
      ) : (
        schema.description && (
          <p id={about} className="field-about">
            {schema.description}
          </p>
        )
      )}
    </div>
  );
}

type Props = { form: FormState; widgets?: Record<string, Widget> };

/** All fields of a schema, grouped; `widgets` replaces single inputs by path. */
export function SchemaFields({ form, widgets = {} }: Props) {
  const groups = new Map<string, FormField[]>();
  for (const field of form.fields)
    groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  return (
    <>
      {[...groups].map(([group, fields]) => (
        <fieldset key={group} className="form-group">
          {group && <legend>{group}</legend>}
          <div className="form-fields">
            {fields.map((field) => (
              <Field
                key={field.path}
                field={field}
                value={valueAt(form.values, field.path)}
                error={form.errors[field.path]}
                widget={widgets[field.path]}
                onChange={(value) => form.set(field.path, value)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}
