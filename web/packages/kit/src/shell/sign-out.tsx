import { Icon } from '../bits/icons';
import { dropDrafts } from '../form/drafts';
import { useKitText } from '../i18n/i18n';

function csrf(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? '';
}

/** Sign-out is a plain form; the token is read when it is sent, and unsaved work of this tab goes with it. */
export function SignOut({ className }: { className: string }) {
  const t = useKitText();
  return (
    <form
      method="post"
      action="/logout"
      onSubmit={(event) => {
        const token = event.currentTarget.elements.namedItem('csrfmiddlewaretoken');
        if (token instanceof HTMLInputElement) token.value = csrf();
        dropDrafts();
      }}
    >
      <input type="hidden" name="csrfmiddlewaretoken" defaultValue={csrf()} />
      <button type="submit" className={className}>
        <Icon name="out" />
        {t('kit.shell.signOut')}
      </button>
    </form>
  );
}
