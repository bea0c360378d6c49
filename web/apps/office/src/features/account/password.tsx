import { Problem } from '@duan/api';
import {
  Button,
  Card,
  type FormSchema,
  type FormValues,
  ProblemNote,
  SchemaFields,
  toast,
  useForm,
} from '@duan/kit';
import { useMemo, useState } from 'react';
import { useText } from '../../shared/text';
import { useAccountWrites } from './queries';

const nothing: FormValues = {};

function usePasswordSchema(): FormSchema {
  const t = useText();
  return useMemo(() => {
    const secret = { type: 'string', maxLength: 128, 'x-widget': 'password' as const };
    return {
      type: 'object',
      required: ['old', 'new', 'again'],
      properties: {
        old: { ...secret, title: t('account.password.old'), 'x-order': 1 },
        new: {
          ...secret,
          minLength: 10,
          title: t('account.password.new'),
          description: t('account.password.newHint'),
          'x-order': 2,
        },
        again: { ...secret, title: t('account.password.again'), 'x-order': 3 },
      },
    };
  }, [t]);
}

function Fields({ onDone }: { onDone: () => void }) {
  const t = useText();
  const form = useForm(usePasswordSchema(), nothing);
  const { changePassword } = useAccountWrites();
  const save = async (values: FormValues) => {
    if (values.new !== values.again) {
      const message = t('account.password.differ');
      throw new Problem(422, 'passwords_differ', message, [{ field: 'again', message }]);
    }
    await changePassword(String(values.old), String(values.new));
    toast(t('account.password.done'));
    onDone();
  };
  return (
    <form
      className="stack password"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit(save);
      }}
    >
      <SchemaFields form={form} />
      <ProblemNote problem={form.problem} />
      <div>
        <Button type="primary" htmlType="submit" loading={form.pending}>
          {t('account.password.submit')}
        </Button>
      </div>
    </form>
  );
}

/** A done change empties the form by making a new one. */
export function PasswordForm() {
  const [round, setRound] = useState(0);
  return (
    <Card>
      <Fields key={round} onDone={() => setRound(round + 1)} />
    </Card>
  );
}
