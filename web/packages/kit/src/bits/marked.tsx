import { displayPhone, isMasked, markHits } from '@duan/rules';
import { useKitText } from '../i18n/i18n';
import { Icon } from './icons';

/** Text with the searched part marked. */
export function Marked({ text, query }: { text: string; query: string }) {
  let at = 0;
  return (
    <>
      {markHits(text, query).map((piece) => {
        at += piece.text.length;
        return piece.hit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>;
      })}
    </>
  );
}

/** A phone or address the viewer may see only in part: a lock says that stars are not the value. */
export function MaskedText({ value }: { value: string }) {
  const t = useKitText();
  return (
    <span className="masked">
      {displayPhone(value)}
      {isMasked(value) && (
        <span className="masked-lock" role="img" aria-label={t('kit.grid.masked')}>
          <Icon name="lock" size={13} />
        </span>
      )}
    </span>
  );
}
