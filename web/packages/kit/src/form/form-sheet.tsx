import { Problem } from '@duan/api';
import { Button, Drawer } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Confirm } from '../bits/confirm';
import { Note } from '../bits/page';
import { ProblemNote } from '../bits/problem-note';
import { useNarrow } from '../bits/use-media';
import { useKitText } from '../i18n/i18n';
import type { FormSchema, FormValues } from './schema';
import { SchemaFields } from './schema-form';
import { StaleNote } from './stale-note';
import { useForm } from './use-form';
import type { Widget } from './widgets';

export type FormSheetProps = {
  title: string;
  about?: ReactNode;
  schema: FormSchema;
  initial: FormValues;
  submitLabel: string;
  widgets?: Record<string, Widget>;
  wide?: boolean;
  /** Keeps what is typed in this tab under this name until it is saved or thrown away. */
  draft?: string;
  onSubmit: (values: FormValues) => Promise<unknown>;
  /** Told of every change, where the schema depends on what is typed. Pass a stable function. */
  onValues?: (values: FormValues) => void;
  onClose: () => void;
  /** Fetch the newest version after a stale refusal; the typed values stay. */
  onReload?: () => Promise<unknown>;
};

/** A form in a side sheet. Mount it to open it; it asks before typed work is thrown away. */
export function FormSheet(props: FormSheetProps) {
  const {
    title,
    about,
    schema,
    initial,
    submitLabel,
    widgets,
    wide,
    onSubmit,
    onClose,
    onReload,
    onValues,
  } = props;
  const t = useKitText();
  const narrow = useNarrow();
  const form = useForm(schema, initial, props.draft);
  const body = useRef<HTMLFormElement>(null);
  const [open, setOpen] = useState(true);
  const [leaving, setLeaving] = useState(false);
  const stale =
    form.problem instanceof Problem && form.problem.code === 'stale' ? form.problem : undefined;
  const count = Object.keys(form.errors).length;

  useEffect(() => {
    if (count > 0) body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [count]);

  useEffect(() => onValues?.(form.values), [form.values, onValues]);

  const leave = () => {
    if (form.pending) return;
    if (form.dirty) setLeaving(true);
    else setOpen(false);
  };
  const submit = async () => {
    if (await form.submit(onSubmit)) setOpen(false);
  };

  return (
    <Drawer
      open={open}
      title={title}
      size={narrow ? '100%' : wide ? 760 : 480}
      destroyOnHidden
      mask={{ closable: true }}
      onClose={leave}
      afterOpenChange={(shown) => !shown && onClose()}
      footer={
        <div className="sheet-foot">
          {count > 0 && <span className="field-error">{t('kit.form.errors', { n: count })}</span>}
          <Button onClick={leave}>{t('kit.cancel')}</Button>
          <Button type="primary" loading={form.pending} onClick={submit}>
            {submitLabel}
          </Button>
        </div>
      }
    >
      <form
        ref={body}
        className={wide ? 'sheet sheet-wide' : 'sheet'}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
      >
        {form.restored && (
          <Note tone="blue">
            <p>
              {t('kit.form.restored')}{' '}
              <button type="button" className="link-button" onClick={form.restart}>
                {t('kit.form.restart')}
              </button>
            </p>
          </Note>
        )}
        {about}
        {stale && onReload ? (
          <StaleNote stale={stale} onReload={onReload} />
        ) : (
          <ProblemNote problem={form.problem} />
        )}
        {form.theirs.length > 0 && (
          <p className="note note-amber" role="status">
            {t('kit.stale.changed', { fields: form.theirs.join('、') })}
          </p>
        )}
        <SchemaFields form={form} {...(widgets ? { widgets } : {})} />
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
      <Confirm
        open={leaving}
        title={t('kit.form.leave')}
        yes={t('kit.form.leaveYes')}
        no={t('kit.form.leaveNo')}
        danger
        onYes={() => {
          form.forget();
          setOpen(false);
        }}
        onClose={() => setLeaving(false)}
      >
        <p>{t('kit.form.leaveHint')}</p>
      </Confirm>
    </Drawer>
  );
}
