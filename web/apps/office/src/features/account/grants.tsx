import type { Grant } from '@duan/api';
import { Card, EmptyState, ErrorState, momentOf, Waiting } from '@duan/kit';
import { GrantWindow } from '../../shared/grant-window';
import { useRoleName } from '../../shared/role-name';
import { useText } from '../../shared/text';
import { useGrants } from './queries';

function GrantRow({ grant }: { grant: Grant }) {
  const t = useText();
  const roleName = useRoleName();
  return (
    <li className="line">
      <div>
        <p>
          <strong>{roleName(grant.role_code, grant.role_name)}</strong>{' '}
          <span className="quiet">{grant.scope_name}</span>
        </p>
        <p className="quiet">
          {grant.ends_at
            ? `${momentOf(grant.starts_at)} – ${momentOf(grant.ends_at)}`
            : t('account.grants.since', { at: momentOf(grant.starts_at) })}
          {grant.reason && ` · ${t('account.grants.reason', { reason: grant.reason })}`}
        </p>
      </div>
      <GrantWindow grant={grant} />
    </li>
  );
}

export function Grants() {
  const t = useText();
  const { data: grants, error, refetch } = useGrants();
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!grants) return <Waiting rows={4} />;
  if (grants.length === 0)
    return (
      <EmptyState
        icon="shield"
        title={t('account.grants.none')}
        hint={t('account.grants.noneHint')}
      />
    );
  return (
    <>
      <p className="quiet">{t('account.grants.about')}</p>
      <Card flush>
        <ul className="lines">
          {grants.map((grant) => (
            <GrantRow
              key={`${grant.role_code} ${grant.scope_id} ${grant.starts_at}`}
              grant={grant}
            />
          ))}
        </ul>
      </Card>
    </>
  );
}
