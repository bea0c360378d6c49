import { type Accept, limits, Problem, type Task } from '@duan/api';
import {
  Button,
  Card,
  Facts,
  type FormSchema,
  type FormValues,
  Icon,
  momentOf,
  Note,
  ProblemNote,
  SchemaFields,
  SignaturePad,
  toast,
  useForm,
  withBlanks,
} from '@duan/kit';
import { useMemo, useRef, useState } from 'react';
import { useText } from '../../shared/text';
import { keepPicture, pictureOf, useFieldWrites } from './queries';

const nothing: FormValues = {};
const most = limits.AcceptIn;

function useAcceptSchema(): FormSchema {
  const t = useText();
  return useMemo(
    () => ({
      type: 'object',
      required: ['signer_name'],
      properties: {
        signer_name: {
          type: 'string',
          ...most.signer_name,
          title: t('field.accept.name'),
          'x-order': 1,
        },
        signer_title: {
          type: 'string',
          ...most.signer_title,
          title: t('field.accept.job'),
          'x-order': 2,
        },
        remark: {
          type: 'string',
          ...most.remark,
          title: t('field.accept.remark'),
          'x-widget': 'textarea',
          'x-order': 3,
        },
      },
    }),
    [t],
  );
}

/** Sends a signature once, however often the form is tried with it. */
function useSignature(task: Task) {
  const [png, setPng] = useState<Blob | null>(null);
  const kept = useRef<{ png: Blob; id: string } | undefined>(undefined);
  const keep = async (drawn: Blob): Promise<string> => {
    if (kept.current?.png === drawn) return kept.current.id;
    const { id } = await keepPicture(
      task,
      new File([drawn], 'signature.png', { type: 'image/png' }),
    );
    kept.current = { png: drawn, id };
    return id;
  };
  return { png, setPng, keep };
}

/** Somebody of the hospital takes the device over by signature. */
export function AcceptForm({ task }: { task: Task }) {
  const t = useText();
  const schema = useAcceptSchema();
  const form = useForm(schema, nothing, `accept ${task.id}`);
  const { png, setPng, keep } = useSignature(task);
  const { accept } = useFieldWrites();
  const [unsigned, setUnsigned] = useState('');

  const sign = (drawn: Blob | null) => {
    setUnsigned('');
    setPng(drawn);
  };
  const save = async (values: FormValues) => {
    if (!png) throw new Problem(422, 'not_signed', t('field.accept.noSign'), []);
    await accept(task.id, {
      ...withBlanks(schema, values),
      signature_file_id: await keep(png),
      seen_version: task.version,
    } as Accept);
    toast(t('field.accept.done'));
  };
  return (
    <Card title={t('field.accept')}>
      <form
        className="stack field-accept"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!png) setUnsigned(t('field.accept.noSign'));
          form.submit(save);
        }}
      >
        <Note tone="blue">{t('field.accept.about')}</Note>
        <SchemaFields form={form} />
        <SignaturePad
          label={t('field.accept.sign')}
          required
          error={unsigned || undefined}
          onChange={sign}
        />
        {!unsigned && <ProblemNote problem={form.problem} />}
        <Button
          type="primary"
          htmlType="submit"
          block
          icon={<Icon name="pen" size={18} />}
          loading={form.pending}
        >
          {t('field.accept.submit')}
        </Button>
      </form>
    </Card>
  );
}

/** Who took it over, when, with the signature. */
export function Accepted({ acceptance }: { acceptance: NonNullable<Task['acceptance']> }) {
  const t = useText();
  const { signer_name, signer_title, accepted_by_name, accepted_at, remark } = acceptance;
  return (
    <Card title={t('field.accepted')}>
      <div className="stack">
        <Facts
          columns={1}
          items={[
            {
              label: t('field.accepted.signer'),
              value: [signer_name, signer_title].filter(Boolean).join(' · '),
            },
            { label: t('field.accepted.by'), value: accepted_by_name },
            { label: t('field.accepted.at'), value: momentOf(accepted_at) },
            { label: t('field.accept.remark'), value: remark },
          ]}
        />
        <img
          className="field-signature"
          src={pictureOf(acceptance.signature_file_id)}
          alt={t('field.accepted.signature', { name: signer_name })}
        />
      </div>
    </Card>
  );
}
