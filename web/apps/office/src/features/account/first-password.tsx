import { Note, SignOut, useTabName } from '@duan/kit';
import { useText } from '../../shared/text';
import { PasswordForm } from './password';

/** All that an account with an initial password may see: why, and the form that ends it. */
export function FirstPassword({ name }: { name: string }) {
  const t = useText();
  useTabName(t('account.first.title'));
  return (
    <main className="first">
      <div className="stack">
        <header>
          <span className="brand-seal" aria-hidden="true">
            端
          </span>
          <h1>{t('account.first.title')}</h1>
          <p className="quiet">{t('account.first.hello', { name })}</p>
        </header>
        <Note tone="amber" icon="warning">
          <p>{t('account.password.must')}</p>
        </Note>
        <PasswordForm />
        <SignOut className="link-button" />
      </div>
    </main>
  );
}
