import { Icon } from '@duan/kit';
import { Link } from 'react-router';
import { useText } from '../shared/text';

export function NotFound() {
  const t = useText();
  return (
    <div className="state state-page">
      <span className="state-icon">
        <Icon name="pin" size={26} />
      </span>
      <h1 className="state-title">{t('missing.title')}</h1>
      <p className="state-hint">{t('missing.hint')}</p>
      <p className="state-action">
        <Link to="/">{t('missing.back')}</Link>
      </p>
    </div>
  );
}
