import { type Account, limits, type NewAccount, type NewToken } from '@duan/api';
import {
  Button,
  type FieldSchema,
  type FormSchema,
  FormSheet,
  type FormValues,
  Icon,
  Input,
  type Widget,
} from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import type { Secret } from './one-time';
import { useStaffWrites } from './queries';
import { newPassword } from './secret';

type Props = { onSecret: (secret: Secret) => void; onClose: () => void };

function useNames(): Record<string, FieldSchema> {
  const t = useText();
  return useMemo(
    () => ({
      display_name: {
        type: 'string',
        ...limits.AccountIn.display_name,
        title: t('staff.field.name'),
        'x-order': 1,
      },
      login_name: {
        type: 'string',
        ...limits.AccountIn.login_name,
        title: t('account.login'),
        description: t('staff.field.loginHint'),
        'x-pattern-hint': t('staff.field.loginHint'),
        'x-order': 2,
      },
    }),
    [t],
  );
}

/** A password nobody has to think up; it may still be typed over. */
const InitialPassword: Widget = ({ id, value, invalid, describedBy, onChange }) => {
  const t = useText();
  return (
    <span className="row password-maker">
      <Input
        id={id}
        className="mono"
        autoComplete="off"
        value={String(value ?? '')}
        aria-invalid={invalid}
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        {...(invalid ? { status: 'error' as const } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button icon={<Icon name="refresh" size={15} />} onClick={() => onChange(newPassword())}>
        {t('staff.field.another')}
      </Button>
    </span>
  );
};

export function AddPerson({ onSecret, onClose }: Props) {
  const t = useText();
  const { addPerson } = useStaffWrites();
  const names = useNames();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['display_name', 'login_name', 'password'],
      properties: {
        ...names,
        password: {
          type: 'string',
          minLength: 10,
          maxLength: 128,
          title: t('staff.field.password'),
          description: t('staff.field.passwordHint'),
          'x-order': 3,
        },
      },
    }),
    [t, names],
  );
  const initial = useMemo<FormValues>(() => ({ password: newPassword() }), []);
  return (
    <FormSheet
      title={t('staff.addPerson')}
      about={<p className="quiet">{t('staff.addPerson.about')}</p>}
      schema={schema}
      initial={initial}
      widgets={{ password: InitialPassword }}
      submitLabel={t('staff.addPerson')}
      onClose={onClose}
      onSubmit={async (values) => {
        const body = values as NewAccount;
        await addPerson(body);
        const { display_name: name, login_name: login, password: value } = body;
        onSecret({ what: 'password', name, login, value });
      }}
    />
  );
}

type ServiceProps = { onAdded: (id: string) => void; onClose: () => void };

export function AddService({ onAdded, onClose }: ServiceProps) {
  const t = useText();
  const { addService } = useStaffWrites();
  const properties = useNames();
  const schema = useMemo<FormSchema>(
    () => ({ type: 'object', required: ['display_name', 'login_name'], properties }),
    [properties],
  );
  const initial = useMemo<FormValues>(() => ({}), []);
  return (
    <FormSheet
      title={t('staff.addService')}
      about={<p className="quiet">{t('staff.addService.about')}</p>}
      schema={schema}
      initial={initial}
      submitLabel={t('staff.addService')}
      onClose={onClose}
      onSubmit={async (values) => onAdded((await addService(values as NewAccount)).id)}
    />
  );
}

const days = 24 * 3600 * 1000;
const usualLife = 90 * days;

/** A token is shown once; only its hash is kept, so a lost one is replaced, not looked up. */
export function IssueToken({ account, onSecret, onClose }: Props & { account: Account }) {
  const t = useText();
  const { issueToken } = useStaffWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['name', 'expires_at'],
      properties: {
        name: {
          type: 'string',
          ...limits.TokenIn.name,
          title: t('staff.token.name'),
          description: t('staff.token.nameHint'),
          'x-order': 1,
        },
        expires_at: {
          type: 'string',
          format: 'date-time',
          title: t('staff.token.expires'),
          description: t('staff.token.expiresHint'),
          'x-order': 2,
        },
      },
    }),
    [t],
  );
  const initial = useMemo<FormValues>(
    () => ({ expires_at: new Date(Date.now() + usualLife).toISOString() }),
    [],
  );
  return (
    <FormSheet
      title={t('staff.token.title', { name: account.display_name })}
      schema={schema}
      initial={initial}
      submitLabel={t('staff.token.issue')}
      onClose={onClose}
      onSubmit={async (values) => {
        const { token } = await issueToken(account.id, values as NewToken);
        onSecret({
          what: 'token',
          name: String(values.name),
          login: account.login_name,
          value: token,
        });
      }}
    />
  );
}
