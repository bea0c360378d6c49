import { Button, Icon, toast } from '@duan/kit';
import { useText } from '../../shared/text';
import './assets.css';

/** A line break is allowed before each element of the code, never inside one. */
const parts = (text: string) => text.split(/(?=\(\d{2,4}\))/);

/** The identification in the form that stands under its bar code. */
export function UdiText({ text }: { text: string }) {
  const t = useText();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(t('kit.copied'));
    } catch {
      // Plain-HTTP addresses have no clipboard: the text is selected as a whole by one click.
      toast(t('assets.udi.byHand'), 'bad');
    }
  };
  return (
    <div className="udi">
      <span className="udi-label">UDI</span>
      <code className="udi-text">
        {parts(text).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </code>
      <Button
        type="text"
        icon={<Icon name="copy" size={16} />}
        aria-label={t('assets.udi.copy')}
        title={t('assets.udi.copy')}
        onClick={copy}
      />
    </div>
  );
}
