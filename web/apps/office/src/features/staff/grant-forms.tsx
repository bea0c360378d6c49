import { type Account, type Grant, limits, type NewGrant } from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, toast, type Widget } from '@duan/kit';
import { useMemo } from 'react';
import { useRoleName } from '../../shared/role-name';
import { ScopeSelect } from '../../shared/scope-select';
import { useOwnScopes } from '../../shared/scopes';
import { useText } from '../../shared/text';
import { useRoles, useStaffWrites } from './queries';
import { useActionWords } from './roles';

/** The roles with what each may do, so that nobody grants more than he means. */
const RoleChoice: Widget = ({ id, value, describedBy, invalid, onChange }) => {
  const { data: roles = [] } = useRoles();
  const words = useActionWords();
  const roleName = useRoleName();
  return (
    <div
      id={id}
      role="radiogroup"
      tabIndex={-1}
      aria-invalid={invalid}
      className="choices"
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
    >
      {roles.map((role) => (
        <label key={role.code} className="choice choice-tall">
          <input
            type="radio"
            name={id}
            checked={value === role.code}
            onChange={() => onChange(role.code)}
          />
          <span>
            <strong>{roleName(role.code, role.name)}</strong>
            <small className="quiet">{words(role.actions)}</small>
          </span>
        </label>
      ))}
    </div>
  );
};

const ScopeChoice: Widget = ({ id, value, describedBy, invalid, onChange }) => (
  <ScopeSelect
    id={id}
    value={typeof value === 'number' ? value : null}
    options={useOwnScopes()}
    invalid={invalid}
    describedBy={describedBy}
    onChange={(next) => onChange(next ?? undefined)}
  />
);

const widgets = { role_code: RoleChoice, scope_id: ScopeChoice };
const nothing: FormValues = {};

function useGrantSchema(): FormSchema {
  const t = useText();
  return useMemo(
    () => ({
      type: 'object',
      required: ['role_code', 'scope_id', 'reason'],
      properties: {
        role_code: { type: 'string', title: t('staff.grant.role'), 'x-order': 1 },
        scope_id: {
          type: 'integer',
          title: t('staff.grant.scope'),
          description: t('staff.grant.scopeHint'),
          'x-order': 2,
        },
        reason: {
          type: 'string',
          ...limits.GrantIn.reason,
          title: t('staff.grant.reason'),
          description: t('staff.grant.reasonHint'),
          'x-widget': 'textarea',
          'x-order': 3,
        },
        starts_at: {
          type: ['string', 'null'],
          format: 'date-time',
          title: t('staff.grant.from'),
          description: t('staff.grant.fromHint'),
          'x-order': 4,
        },
        ends_at: {
          type: ['string', 'null'],
          format: 'date-time',
          title: t('staff.grant.to'),
          description: t('staff.grant.toHint'),
          'x-order': 5,
        },
      },
    }),
    [t],
  );
}

type GiveProps = { account: Account; onClose: () => void };

export function GiveGrant({ account, onClose }: GiveProps) {
  const t = useText();
  const { giveGrant } = useStaffWrites();
  return (
    <FormSheet
      title={t('staff.grant.title', { name: account.display_name })}
      schema={useGrantSchema()}
      initial={nothing}
      widgets={widgets}
      submitLabel={t('staff.grant.give')}
      draft={`grant ${account.id}`}
      onClose={onClose}
      onSubmit={async (values) => {
        await giveGrant({ ...values, account_id: account.id } as NewGrant);
        toast(t('staff.grant.given'));
      }}
    />
  );
}

type EndProps = { account: Account; grant: Grant; onClose: () => void };

/** Taking a grant back works at once, in every open window of that person. */
export function EndGrant({ account, grant, onClose }: EndProps) {
  const t = useText();
  const { endGrant } = useStaffWrites();
  const roleName = useRoleName();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['reason'],
      properties: {
        reason: {
          type: 'string',
          ...limits.ReasonIn.reason,
          title: t('staff.grant.endReason'),
          'x-widget': 'textarea',
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('staff.grant.endTitle', { name: account.display_name })}
      about={
        <p>
          {t('staff.grant.endAbout', {
            name: account.display_name,
            role: roleName(grant.role_code, grant.role_name),
            scope: grant.scope_name,
          })}
        </p>
      }
      schema={schema}
      initial={nothing}
      submitLabel={t('staff.grant.end')}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await endGrant(grant.id, String(reason));
        toast(t('staff.grant.ended'));
      }}
    />
  );
}
