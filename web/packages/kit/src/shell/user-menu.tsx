import { useId, useRef } from 'react';
import { Link } from 'react-router';
import { Icon } from '../bits/icons';
import { type Lang, useKitText, useLang } from '../i18n/i18n';
import { type ThemeChoice, useTheme } from '../theme/theme';
import { SignOut } from './sign-out';

type Option<Value extends string> = { value: Value; label: string };
type SwitchProps<Value extends string> = {
  label: string;
  options: Option<Value>[];
  value: Value;
  onPick: (value: Value) => void;
};

function Switch<Value extends string>({ label, options, value, onPick }: SwitchProps<Value>) {
  const name = useId();
  return (
    <fieldset className="switch">
      <legend>{label}</legend>
      <div className="switch-track">
        {options.map((option) => (
          <label key={option.value} className={option.value === value ? 'switch-on' : ''}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onPick(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Name, language, appearance, account and sign-out. */
export function UserMenu({ name, login }: { name: string; login: string }) {
  const t = useKitText();
  const { lang, choose: chooseLang } = useLang();
  const { choice, choose } = useTheme();
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute('open');

  return (
    <details
      ref={details}
      className="user"
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onBlur={(event) =>
        !event.currentTarget.contains(event.relatedTarget) && event.relatedTarget && close()
      }
    >
      <summary>
        <span className="visually-hidden">{t('kit.shell.user')}</span>
        <span className="avatar" aria-hidden="true">
          {name.slice(0, 1)}
        </span>
        <span className="user-name">
          <strong>{name}</strong>
          <small>{login}</small>
        </span>
        <Icon name="down" size={16} />
      </summary>
      <div className="user-panel">
        <Switch<Lang>
          label={t('kit.shell.language')}
          value={lang}
          onPick={chooseLang}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Switch<ThemeChoice>
          label={t('kit.shell.theme')}
          value={choice}
          onPick={choose}
          options={[
            { value: 'light', label: t('kit.shell.light') },
            { value: 'dark', label: t('kit.shell.dark') },
            { value: 'system', label: t('kit.shell.system') },
          ]}
        />
        <Link to="/account" className="user-action" onClick={close}>
          <Icon name="user" />
          {t('kit.shell.account')}
        </Link>
        <SignOut className="user-action" />
      </div>
    </details>
  );
}
