import { Card, ErrorState, useLang, Waiting } from '@duan/kit';
import { useCallback } from 'react';
import { useRoleName } from '../../shared/role-name';
import { type TextKey, useText } from '../../shared/text';
import { useRoles } from './queries';

/** What the actions of a role let somebody do, in a sentence; an action without words is named by its code. */
export function useActionWords() {
  const t = useText();
  const { lang } = useLang();
  return useCallback(
    (actions: readonly string[]) =>
      actions
        .map((action) => {
          const key = `staff.action.${action}`;
          const ours = t(key as TextKey);
          return ours === key ? action : ours;
        })
        .join(lang === 'zh' ? '、' : ', '),
    [t, lang],
  );
}

/** The roles of the company, read-only: they come with the product. */
export function Roles() {
  const t = useText();
  const words = useActionWords();
  const roleName = useRoleName();
  const { data: roles, error, refetch } = useRoles();
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!roles) return <Waiting rows={6} />;
  return (
    <>
      <p className="quiet">{t('staff.roles.about')}</p>
      <Card flush>
        <ul className="lines">
          {roles.map((role) => (
            <li key={role.code} className="line">
              <div>
                <p>
                  <strong>{roleName(role.code, role.name)}</strong>{' '}
                  <span className="quiet mono">{role.code}</span>
                </p>
                <p className="quiet">{words(role.actions)}</p>
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
