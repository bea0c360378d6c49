import { Card, Facts, PageHeader, TabBar, TabPanel } from '@duan/kit';
import { useSearchParams } from 'react-router';
import { useMe } from '../../shared/me';
import { useText } from '../../shared/text';
import { Grants } from './grants';
import { PasswordForm } from './password';
import { Sessions } from './sessions';

const tabs = ['profile', 'grants', 'sessions', 'password'] as const;
type Tab = (typeof tabs)[number];

function Profile() {
  const t = useText();
  const { data: me } = useMe();
  const scopes = me?.scopes ?? [];
  return (
    <Card>
      <Facts
        items={[
          { label: t('account.name'), value: me?.display_name },
          { label: t('account.login'), value: me?.login_name },
          {
            label: t('account.scopes'),
            wide: true,
            value:
              scopes.length > 0
                ? scopes.map(({ id, name }) => <div key={id}>{name}</div>)
                : t('account.scopesNone'),
          },
        ]}
      />
    </Card>
  );
}

const panels: Record<Tab, () => React.ReactNode> = {
  profile: () => <Profile />,
  grants: () => <Grants />,
  sessions: () => <Sessions />,
  password: () => <PasswordForm />,
};

/** Who I am here, what I may do and until when, where I am signed in. */
export function AccountPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((key) => key === params.get('tab')) ?? 'profile';
  return (
    <div className="page-body page-narrow">
      <PageHeader title={t('account.title')} />
      <TabBar
        label={t('account.tabs')}
        current={tab}
        onPick={(key) => setParams({ tab: key }, { replace: true })}
        items={tabs.map((key) => ({ key, label: t(`account.tab.${key}`) }))}
      />
      <TabPanel tab={tab}>{panels[tab]()}</TabPanel>
    </div>
  );
}
