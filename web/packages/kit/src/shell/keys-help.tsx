import { Dialog } from '../bits/dialog';
import { useKitText } from '../i18n/i18n';
import { modKey } from './shortcuts';

export type KeyLine = { keys: string[]; label: string };

export function KeysHelp({
  open,
  lines,
  onClose,
}: {
  open: boolean;
  lines: KeyLine[];
  onClose: () => void;
}) {
  const t = useKitText();
  const all: KeyLine[] = [
    { keys: [modKey, 'K'], label: t('kit.keys.palette') },
    { keys: ['/'], label: t('kit.keys.search') },
    { keys: ['j', 'k'], label: t('kit.keys.rows') },
    { keys: ['Enter'], label: t('kit.keys.open') },
    { keys: ['Esc'], label: t('kit.keys.close') },
    ...lines,
    { keys: ['?'], label: t('kit.keys.help') },
  ];
  return (
    <Dialog open={open} title={t('kit.keys.title')} onClose={onClose}>
      <dl className="keys">
        {all.map(({ keys, label }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
