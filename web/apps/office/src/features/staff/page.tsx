import { PageHeader, TabBar, TabPanel } from '@duan/kit';
import { useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { Accounts } from './accounts';
import { Roles } from './roles';
import { Scopes } from './scopes';

const tabs = ['members', 'scopes', 'roles'] as const;
type Tab = (typeof tabs)[number];

const panels: Record<Tab, () => React.ReactNode> = {
  members: () => <Accounts />,
  scopes: () => <Scopes />,
  roles: () => <Roles />,
};

/** People, what they may do, and the scopes they may do it in. */
export function StaffPage() {
  const t = useText();
  const may: Record<Tab, boolean> = {
    members: useMay('people.manage'),
    scopes: useMay('access.see'),
    roles: useMay('access.see'),
  };
  const [params, setParams] = useSearchParams();
  const shown = tabs.filter((key) => may[key]);
  const tab = shown.find((key) => key === params.get('tab')) ?? shown[0] ?? 'members';
  return (
    <div className="page-body page-middle">
      <PageHeader title={t('nav.staff')} />
      <TabBar
        label={t('nav.staff')}
        current={tab}
        onPick={(key) => setParams({ tab: key }, { replace: true })}
        items={shown.map((key) => ({ key, label: t(`staff.tab.${key}`) }))}
      />
      <TabPanel tab={tab}>{panels[tab]()}</TabPanel>
    </div>
  );
}
