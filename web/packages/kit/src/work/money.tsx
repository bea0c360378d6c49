import { moneyLabel, moneyShort } from '@duan/rules';
import { useLang } from '../i18n/i18n';
import '../styles/work.css';
import { useWorkText } from './words';

type Props = {
  /** Yuan as the server writes them; nothing where it is not known or not to be seen. */
  value: string | number | null | undefined;
  /** 万 and 亿 (K and M in English); the full amount is the tooltip. */
  short?: boolean;
};

/** An amount of yuan in digits of one width, so that columns line up. */
export function Money({ value, short = false }: Props) {
  const t = useWorkText();
  const { lang } = useLang();
  if (value === null || value === undefined || value === '')
    return (
      <span className="blank">
        <span aria-hidden="true">—</span>
        <span className="visually-hidden">{t('money.none')}</span>
      </span>
    );
  const full = moneyLabel(value);
  const below = full.startsWith('-') ? ' money-below' : '';
  return short ? (
    <span className={`money${below}`} title={full}>
      {moneyShort(value, lang)}
    </span>
  ) : (
    <span className={`money${below}`}>{full}</span>
  );
}
