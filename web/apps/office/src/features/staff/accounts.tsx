import type { Account, Grant } from '@duan/api';
import {
  Button,
  Card,
  Chip,
  Confirm,
  EmptyState,
  ErrorState,
  Icon,
  Input,
  Segmented,
  StatusTag,
  toast,
  Waiting,
} from '@duan/kit';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { GrantWindow } from '../../shared/grant-window';
import { useMay, useMe } from '../../shared/me';
import { useRoleName } from '../../shared/role-name';
import { useText } from '../../shared/text';
import { AddPerson, AddService, IssueToken } from './account-forms';
import { type AccountFilter, accountFilters, matching } from './filter';
import { EndGrant, GiveGrant } from './grant-forms';
import { OneTime, type Secret } from './one-time';
import { useAccounts, useStaffWrites } from './queries';

type Open =
  | { what: 'person' | 'service' }
  | { what: 'grant' | 'token' | 'disable'; id: string }
  | { what: 'end'; id: string; grant: Grant };

type RowProps = { account: Account; onOpen: (open: Open) => void };

function GrantLine({ grant, onEnd }: { grant: Grant; onEnd: (() => void) | undefined }) {
  const t = useText();
  const role = useRoleName()(grant.role_code, grant.role_name);
  return (
    <li className="member-grant">
      <span className="member-role">
        {role} <span className="quiet">· {grant.scope_name}</span>
      </span>
      <GrantWindow grant={grant} />
      <span className="quiet member-reason">
        {t('account.grants.reason', { reason: grant.reason })}
      </span>
      {onEnd && (
        <button
          type="button"
          className="link-button"
          aria-label={t('staff.grant.endOne', { role, scope: grant.scope_name })}
          onClick={onEnd}
        >
          {t('staff.grant.end')}
        </button>
      )}
    </li>
  );
}

function MemberActions({ account, onOpen }: RowProps) {
  const t = useText();
  const mayGrant = useMay('access.grant');
  const { id, kind } = account;
  return (
    <div className="row member-actions">
      {mayGrant && (
        <Button size="small" onClick={() => onOpen({ what: 'grant', id })}>
          {t('staff.grant.give')}
        </Button>
      )}
      {kind === 'SERVICE' && (
        <Button size="small" onClick={() => onOpen({ what: 'token', id })}>
          {t('staff.token.issue')}
        </Button>
      )}
      <Button size="small" type="text" onClick={() => onOpen({ what: 'disable', id })}>
        {t('staff.disable')}
      </Button>
    </div>
  );
}

function Member({ account, onOpen }: RowProps) {
  const t = useText();
  const me = useMe().data;
  const mayGrant = useMay('access.grant');
  const { id, display_name: name, login_name: login, kind, status, grants } = account;
  const own = me?.id === id;
  const active = status === 'ACTIVE';
  return (
    <li className="member">
      <span className="avatar avatar-soft" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
      <div className="member-text">
        <p className="title-line">
          <strong>{name}</strong>
          <span className="quiet mono">{login}</span>
          {kind === 'SERVICE' && <Chip>{t('staff.kind.SERVICE')}</Chip>}
          {own && <Chip>{t('staff.you')}</Chip>}
          {!active && <StatusTag tone="grey">{t('staff.disabled')}</StatusTag>}
        </p>
        {grants.length === 0 ? (
          <p className="quiet">{t('staff.noGrants')}</p>
        ) : (
          <ul>
            {grants.map((grant) => (
              <GrantLine
                key={grant.id}
                grant={grant}
                onEnd={mayGrant && !own ? () => onOpen({ what: 'end', id, grant }) : undefined}
              />
            ))}
          </ul>
        )}
      </div>
      {active && !own && <MemberActions account={account} onOpen={onOpen} />}
    </li>
  );
}

type SheetProps = {
  open: Open | null;
  account: Account | undefined;
  onOpen: (open: Open) => void;
  onSecret: (secret: Secret) => void;
  onClose: () => void;
};

function Sheets({ open, account, onOpen, onSecret, onClose }: SheetProps) {
  if (open?.what === 'person') return <AddPerson onSecret={onSecret} onClose={onClose} />;
  if (open?.what === 'service')
    return <AddService onAdded={(id) => onOpen({ what: 'token', id })} onClose={onClose} />;
  if (!open || !account) return null;
  if (open.what === 'grant') return <GiveGrant account={account} onClose={onClose} />;
  if (open.what === 'end')
    return <EndGrant account={account} grant={open.grant} onClose={onClose} />;
  if (open.what === 'token')
    return <IssueToken key={account.id} account={account} onSecret={onSecret} onClose={onClose} />;
  return null;
}

type ListProps = { accounts: Account[]; onOpen: (open: Open) => void };

function MemberList({ accounts, onOpen }: ListProps) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const find = params.get('q') ?? '';
  const filter = accountFilters.find((one) => one === params.get('show')) ?? 'active';
  const put = (key: string, value: string) =>
    setParams(
      (before) => {
        if (value) before.set(key, value);
        else before.delete(key);
        return before;
      },
      { replace: true },
    );
  const shown = matching(accounts, filter, find);
  return (
    <>
      <div className="row">
        <span data-find="" className="member-find">
          <Input
            allowClear
            aria-label={t('staff.find')}
            placeholder={t('staff.find')}
            prefix={<Icon name="search" size={16} />}
            value={find}
            onChange={(event) => put('q', event.target.value)}
          />
        </span>
        <Segmented<AccountFilter>
          aria-label={t('kit.grid.filters')}
          value={filter}
          onChange={(next) => put('show', next === 'active' ? '' : next)}
          options={accountFilters.map((value) => ({ value, label: t(`staff.show.${value}`) }))}
        />
        <span className="quiet" role="status">
          {t('kit.grid.total', { n: shown.length })}
        </span>
      </div>
      <Card flush>
        {shown.length === 0 ? (
          <EmptyState icon="user" title={t('staff.none')} hint={t('staff.noneHint')} />
        ) : (
          <ul className="lines">
            {shown.map((account) => (
              <Member key={account.id} account={account} onOpen={onOpen} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}

/** Who may sign in, as what, where and until when. */
export function Accounts() {
  const t = useText();
  const { data: accounts, error, refetch } = useAccounts();
  const { disable } = useStaffWrites();
  const [open, setOpen] = useState<Open | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!accounts) return <Waiting rows={8} />;
  const account = open && 'id' in open ? accounts.find(({ id }) => id === open.id) : undefined;
  // A sheet that closes after another was opened in its place leaves that one alone.
  const closing = (which: Open | null) => () => setOpen((now) => (now === which ? null : now));
  return (
    <>
      <div className="row row-spread">
        <p className="quiet">{t('staff.about')}</p>
        <span className="row">
          <Button onClick={() => setOpen({ what: 'service' })}>{t('staff.addService')}</Button>
          <Button
            type="primary"
            icon={<Icon name="plus" size={16} />}
            onClick={() => setOpen({ what: 'person' })}
          >
            {t('staff.addPerson')}
          </Button>
        </span>
      </div>
      <MemberList accounts={accounts} onOpen={setOpen} />
      <Sheets
        open={open}
        account={account}
        onOpen={setOpen}
        onSecret={setSecret}
        onClose={closing(open)}
      />
      <Confirm
        open={open?.what === 'disable'}
        danger
        title={t('staff.disableTitle', { name: account?.display_name ?? '' })}
        yes={t('staff.disable')}
        onClose={() => setOpen(null)}
        onYes={async () => {
          if (account) await disable(account.id);
          toast(t('staff.disabledDone'));
        }}
      >
        <p>{t('staff.disableAsk')}</p>
      </Confirm>
      {secret && <OneTime secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
