import { passwordMustChange } from '@duan/api';
import { CrashBoundary, claimDrafts, ErrorState, Shell, Waiting, WithWords } from '@duan/kit';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useMe } from '../shared/me';
import { useText } from '../shared/text';
import { words } from '../shared/words/areas';
import { useNavigation } from './navigation';
import { fetchPage, Pages } from './pages';
import { SearchPalette } from './search-palette';

const FirstPassword = lazy(() =>
  import('../features/account/first-password').then((module) => ({
    default: module.FirstPassword,
  })),
);
const accountWords = [words.account];
const nobody: string[] = [];

fetchPage(window.location.pathname);

/** Who is here decides what the rail shows; the pages themselves ask the server again. */
export function Frame() {
  const t = useText();
  const { pathname } = useLocation();
  const { data: me, error, refetch } = useMe();
  const groups = useNavigation(me?.actions ?? nobody);
  const [searching, setSearching] = useState(false);

  useEffect(() => {
    const ask = () => refetch();
    passwordMustChange.addEventListener('told', ask);
    return () => passwordMustChange.removeEventListener('told', ask);
  }, [refetch]);

  if (!me)
    return error ? <ErrorState problem={error} onRetry={() => refetch()} /> : <Waiting rows={8} />;
  claimDrafts(me.id);
  const name = me.display_name || me.login_name;
  if (me.must_change_password)
    return (
      <Suspense fallback={<Waiting rows={4} />}>
        <WithWords words={accountWords}>
          <FirstPassword name={name} />
        </WithWords>
      </Suspense>
    );
  return (
    <Shell
      product={t('app.name')}
      brand="端"
      groups={groups}
      user={{ name, login: me.login_name }}
      onSearch={() => setSearching(true)}
    >
      <CrashBoundary resetKey={pathname}>
        <Suspense fallback={<Waiting rows={10} />}>
          <Pages home={groups[0]?.items[0]?.to ?? '/account'} />
        </Suspense>
      </CrashBoundary>
      <SearchPalette open={searching} groups={groups} onClose={() => setSearching(false)} />
    </Shell>
  );
}
