import type { Contact } from '@duan/api';
import { Button, Dialog, Icon, Input, ProblemNote, toast } from '@duan/kit';
import { displayPhone } from '@duan/rules';
import { useId, useState } from 'react';
import { useText } from '../../shared/text';
import { reveal } from './queries';

const purposes = ['visit', 'service', 'tender', 'check'] as const;
type Revealed = { phone: string; email: string };

function Value({ text, href }: { text: string; href: string }) {
  const t = useText();
  const copy = () =>
    navigator.clipboard?.writeText(text).then(() => toast(t('contacts.reveal.copied')));
  return (
    <p className="revealed">
      <a href={href}>{href.startsWith('tel:') ? displayPhone(text) : text}</a>
      <Button size="small" icon={<Icon name="copy" size={14} />} onClick={copy}>
        {t('contacts.reveal.copy')}
      </Button>
    </p>
  );
}

/** Ask why, record it, show the number in this window only. */
export function RevealDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useText();
  const name = useId();
  const [purpose, setPurpose] = useState('');
  const [other, setOther] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [found, setFound] = useState<Revealed>();
  const stated = (purpose === 'other' ? other : purpose).trim();

  const show = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      setFound(await reveal(contact.id, stated));
    } catch (caught) {
      setProblem(caught);
    } finally {
      setPending(false);
    }
  };
  const choices = [
    ...purposes.map((key) => {
      const label = t(`contacts.purpose.${key}`);
      return { value: label, label };
    }),
    { value: 'other', label: t('contacts.reveal.other') },
  ];

  return (
    <Dialog
      open
      title={t('contacts.reveal.title', { name: contact.name })}
      onClose={onClose}
      footer={
        found ? (
          <Button onClick={onClose}>{t('kit.close')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('kit.cancel')}</Button>
            <Button type="primary" disabled={stated === ''} loading={pending} onClick={show}>
              {t('contacts.reveal.show')}
            </Button>
          </>
        )
      }
    >
      {found ? (
        <>
          {found.phone && <Value text={found.phone} href={`tel:${found.phone}`} />}
          {found.email && <Value text={found.email} href={`mailto:${found.email}`} />}
          <p className="quiet">{t('contacts.reveal.hide')}</p>
        </>
      ) : (
        <>
          <p className="quiet">{t('contacts.reveal.about')}</p>
          <fieldset className="choices">
            <legend>{t('contacts.reveal.purpose')}</legend>
            {choices.map(({ value, label }) => (
              <label key={value} className="choice">
                <input
                  type="radio"
                  name={name}
                  checked={purpose === value}
                  onChange={() => setPurpose(value)}
                />
                {label}
              </label>
            ))}
          </fieldset>
          {purpose === 'other' && (
            <Input
              aria-label={t('contacts.reveal.other')}
              placeholder={t('contacts.reveal.otherHint')}
              maxLength={100}
              value={other}
              onChange={(event) => setOther(event.target.value)}
            />
          )}
          <ProblemNote problem={problem} />
        </>
      )}
    </Dialog>
  );
}
