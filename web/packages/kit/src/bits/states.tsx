import { Problem } from '@duan/api';
import { Button, Skeleton } from 'antd';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useKitText } from '../i18n/i18n';
import { Icon, type IconName } from './icons';

type EmptyProps = { icon: IconName; title: string; hint: string; action?: ReactNode };

/** Nothing here yet: says why and what to do next. */
export function EmptyState({ icon, title, hint, action }: EmptyProps) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name={icon} size={26} />
      </span>
      <p className="state-title">{title}</p>
      <p className="state-hint">{hint}</p>
      {action && <div className="state-action">{action}</div>}
    </div>
  );
}

type ErrorProps = { problem: unknown; onRetry?: () => void; action?: ReactNode };

/** A read that failed: the server's sentence, its code, and a way on. 404 and 403 look alike on purpose. */
export function ErrorState({ problem, onRetry, action }: ErrorProps) {
  const t = useKitText();
  const known = problem instanceof Problem ? problem : undefined;
  const missing = known?.status === 404 || known?.status === 403;
  const text = problem instanceof Error ? problem.message : String(problem);
  return (
    <div className="state" role="alert">
      <span className="state-icon state-icon-red">
        <Icon name={missing ? 'lock' : 'warning'} size={26} />
      </span>
      <p className="state-title">{missing ? t('kit.missing.title') : t('kit.error.title')}</p>
      <p className="state-hint">{text}</p>
      <p className="state-hint">{missing ? t('kit.missing.hint') : t('kit.error.hint')}</p>
      <p className="note-code">{t('kit.error.code', { code: known?.code ?? 'client' })}</p>
      {onRetry && (
        <div className="state-action">
          <Button onClick={onRetry}>{t('kit.retry')}</Button>
          {action}
        </div>
      )}
    </div>
  );
}

/** Grey lines in the shape of what is coming. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  const t = useKitText();
  return (
    <output className="waiting" aria-label={t('kit.loading')}>
      <Skeleton active title={false} paragraph={{ rows, width: waitingWidths.slice(0, rows) }} />
    </output>
  );
}
const waitingWidths = [
  '62%',
  '88%',
  '74%',
  '93%',
  '58%',
  '81%',
  '69%',
  '90%',
  '77%',
  '64%',
  '85%',
  '52%',
];

function CrashPage({ error }: { error: Error }) {
  const t = useKitText();
  return (
    <main className="state state-page" role="alert">
      <span className="state-icon state-icon-red">
        <Icon name="warning" size={26} />
      </span>
      <h1 className="state-title">{t('kit.crash.title')}</h1>
      <p className="state-hint">{t('kit.crash.hint')}</p>
      <p className="note-code">{error.message}</p>
      <div className="state-action">
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('kit.reload')}
        </Button>
      </div>
    </main>
  );
}

type CrashProps = { children: ReactNode; resetKey?: string };

/** Catches a broken page so that the rest of the app stays usable; another address clears it. */
export class CrashBoundary extends Component<CrashProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error('page crashed', error, info.componentStack);
  }

  override componentDidUpdate(before: CrashProps) {
    if (this.state.error && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  override render() {
    return this.state.error ? <CrashPage error={this.state.error} /> : this.props.children;
  }
}
