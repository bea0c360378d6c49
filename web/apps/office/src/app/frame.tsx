import { CrashBoundary, ErrorState, Shell, Waiting } from '@duan/kit';
import { Suspense, useState } from 'react';
import { useLocation } from 'react-router';
import { useMe } from '../shared/me';
import { useText } from '../shared/text';
import { useNavigation } from './navigation';
import { Pages } from './pages';
import { SearchPalette } from './search-palette';

/** Who is here decides what the rail shows; the pages themselves ask the server again. */
export function Frame() {
  const t = useText();
  const { pathname } = useLocation();
  const me = useMe();
  const groups = useNavigation(me.data?.actions ?? []);
  const [searching, setSearching] = useState(false);

  if (me.isPending) return <Waiting rows={8} />;
  if (me.isError) return <ErrorState problem={me.error} onRetry={() => me.refetch()} />;
  return (
    <Shell
      product={t('app.name')}
      brand="端"
      groups={groups}
      user={{ name: me.data.display_name || me.data.login_name, login: me.data.login_name }}
      onSearch={() => setSearching(true)}
    >
      <CrashBoundary resetKey={pathname}>
        <Suspense fallback={<Waiting rows={10} />}>
          <Pages me={me.data} />
        </Suspense>
      </CrashBoundary>
      <SearchPalette open={searching} groups={groups} onClose={() => setSearching(false)} />
    </Shell>
  );
}
