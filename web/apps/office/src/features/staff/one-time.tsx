import { Button, Dialog, Icon, Note, toast } from '@duan/kit';
import { useText } from '../../shared/text';

/** What is shown once and kept nowhere: a new account's password, or a token. */
export type Secret = { what: 'password' | 'token'; name: string; login: string; value: string };

export function OneTime({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const t = useText();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret.value);
      toast(t('kit.copied'));
    } catch {
      // Plain-HTTP addresses have no clipboard: the text is selected as a whole by one click.
      toast(t('staff.secret.byHand'), 'bad');
    }
  };
  return (
    <Dialog
      open
      firm
      title={t(`staff.secret.${secret.what}`, { name: secret.name })}
      onClose={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('staff.secret.kept')}
        </Button>
      }
    >
      <div className="stack">
        <Note tone="amber" icon="warning">
          <p>{t(`staff.secret.${secret.what}Once`)}</p>
        </Note>
        <p className="quiet">
          {t('account.login')}: <span className="mono">{secret.login}</span>
        </p>
        <div className="revealed secret">
          <code className="mono">{secret.value}</code>
          <Button icon={<Icon name="copy" size={15} />} onClick={copy}>
            {t('kit.copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
