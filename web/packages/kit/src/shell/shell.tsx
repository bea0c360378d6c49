import { type ReactNode, useEffect, useState } from 'react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { Dialog } from '../bits/dialog';
import { Icon, type IconName } from '../bits/icons';
import { ToastRegion } from '../bits/toast';
import { useNarrow } from '../bits/use-media';
import { useKitText } from '../i18n/i18n';
import { KeysHelp } from './keys-help';
import { modKey, type Shortcuts, useShortcuts } from './shortcuts';
import { UserMenu } from './user-menu';

export type NavItem = {
  to: string;
  label: string;
  icon: IconName;
  /** Letter after `g`. */
  key: string;
};
export type NavGroup = { title: string; items: NavItem[] };

type Props = {
  product: string;
  brand: string;
  groups: NavGroup[];
  user: { name: string; login: string };
  onSearch: () => void;
  children: ReactNode;
};

function Brand({ product, brand }: { product: string; brand: string }) {
  return (
    <Link to="/" className="brand">
      <span className="brand-seal" aria-hidden="true">
        {brand}
      </span>
      <span className="brand-name">{product}</span>
    </Link>
  );
}

function Rail({ product, brand, groups, user, onSearch }: Omit<Props, 'children'>) {
  const t = useKitText();
  return (
    <div className="rail">
      <Brand product={product} brand={brand} />
      <button type="button" className="rail-search" onClick={onSearch}>
        <Icon name="search" size={16} />
        <span>{t('kit.palette.open')}</span>
        <kbd>{modKey} K</kbd>
      </button>
      <nav aria-label={t('kit.shell.nav')}>
        {groups.map((group) => (
          <section key={group.title}>
            <h2 className="rail-title">{group.title}</h2>
            {group.items.map((item) => (
              <NavLink key={item.to} to={item.to} className="rail-link">
                <Icon name={item.icon} />
                <span>{item.label}</span>
              </NavLink>
            ))}
          </section>
        ))}
      </nav>
      <UserMenu name={user.name} login={user.login} />
    </div>
  );
}

/** The frame around every page: rail on wide windows, bar and drawer on narrow ones. */
export function Shell(props: Props) {
  const t = useKitText();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [drawer, setDrawer] = useState(false);
  const [help, setHelp] = useState(false);
  const items = props.groups.flatMap((group) => group.items);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes whenever the address changes
  useEffect(() => setDrawer(false), [pathname]);

  const shortcuts: Shortcuts = {
    'mod+k': props.onSearch,
    '?': () => setHelp(true),
    '/': () => document.querySelector<HTMLElement>('[data-find] input, input[data-find]')?.focus(),
  };
  for (const item of items) shortcuts[`g ${item.key}`] = () => navigate(item.to);
  useShortcuts(shortcuts);

  return (
    <div className="shell">
      <a className="skip" href="#page">
        {t('kit.skip')}
      </a>
      {narrow ? (
        <header className="bar">
          <button
            type="button"
            className="icon-button"
            aria-label={t('kit.shell.menu')}
            onClick={() => setDrawer(true)}
          >
            <Icon name="menu" size={20} />
          </button>
          <Brand product={props.product} brand={props.brand} />
          <button
            type="button"
            className="icon-button"
            aria-label={t('kit.palette.open')}
            onClick={props.onSearch}
          >
            <Icon name="search" size={20} />
          </button>
        </header>
      ) : (
        <Rail {...props} />
      )}
      <Dialog
        kind="bare"
        className="rail-drawer"
        open={narrow && drawer}
        title={t('kit.shell.nav')}
        onClose={() => setDrawer(false)}
      >
        <Rail {...props} />
      </Dialog>
      <main id="page" className="page" tabIndex={-1}>
        {props.children}
      </main>
      <KeysHelp
        open={help}
        onClose={() => setHelp(false)}
        lines={items.map((item) => ({ keys: ['g', item.key], label: item.label }))}
      />
      <ToastRegion />
    </div>
  );
}
