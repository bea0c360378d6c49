import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { useKitText } from '../i18n/i18n';
import { Icon } from './icons';

/** 「澄江市第60人民医院 · 端」 in the browser's tab, history and bookmarks. */
export function useTabName(name: string): void {
  const product = useKitText()('kit.product');
  useEffect(() => {
    document.title = name ? `${name} · ${product}` : product;
  }, [name, product]);
}

type HeaderProps = {
  title: ReactNode;
  /** What the browser's tab says; needed where the title is more than text. */
  name?: string;
  count?: string | undefined;
  back?: { to: string; label: string };
  trail?: ReactNode;
  about?: ReactNode;
  actions?: ReactNode;
};

export function PageHeader({ title, name, count, back, trail, about, actions }: HeaderProps) {
  useTabName(name ?? (typeof title === 'string' ? title : ''));
  return (
    <header className="page-head">
      <div className="page-head-text">
        {back && (
          <Link className="page-back" to={back.to}>
            <Icon name="left" size={16} />
            {back.label}
          </Link>
        )}
        {trail}
        <h1>
          {title}
          {count && <span className="page-count">{count}</span>}
        </h1>
        {about && <div className="page-about">{about}</div>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}

type CardProps = { title?: ReactNode; extra?: ReactNode; children: ReactNode; flush?: boolean };

export function Card({ title, extra, children, flush = false }: CardProps) {
  return (
    <section className="card">
      {(title || extra) && (
        <header className="card-head">
          {title && <h2>{title}</h2>}
          {extra && <div className="card-extra">{extra}</div>}
        </header>
      )}
      <div className={flush ? 'card-flush' : 'card-body'}>{children}</div>
    </section>
  );
}

export type Fact = { label: string; value: ReactNode; wide?: boolean };

/** Label and value pairs; an empty value is said, not hidden. */
export function Facts({ items, columns }: { items: Fact[]; columns?: 1 | 2 | 3 }) {
  const t = useKitText();
  return (
    <dl className={columns ? `facts facts-${columns}` : 'facts'}>
      {items.map(({ label, value, wide }) => (
        <div key={label} className={wide ? 'fact fact-wide' : 'fact'}>
          <dt>{label}</dt>
          <dd>{isBlank(value) ? <span className="blank">{t('kit.none')}</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isBlank(value: ReactNode): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

type NoteProps = {
  tone: 'amber' | 'red' | 'blue' | 'green';
  icon?: 'warning' | 'info' | 'check';
  children: ReactNode;
};

export function Note({ tone, icon = 'info', children }: NoteProps) {
  return (
    <div className={`note note-${tone}`}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
