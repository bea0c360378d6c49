import { ConfigProvider } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useKitText } from '../i18n/i18n';
import { Icon } from './icons';

type Props = {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** `bare` leaves the frame to the content (the palette, the navigation drawer). */
  kind?: 'box' | 'bare';
  className?: string;
  /** Only a button closes it: for what is shown once. */
  firm?: boolean;
};

/** The browser's own modal dialog: focus stays inside, Esc closes, the page behind is inert. */
export function Dialog(props: Props) {
  const { open, title, onClose, children, footer, kind = 'box', className, firm = false } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const t = useKitText();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    <dialog
      ref={ref}
      className={`dialog dialog-${kind} ${className ?? ''}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current && !firm) onClose();
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      {open && (
        <ConfigProvider getPopupContainer={() => ref.current ?? document.body}>
          {kind === 'bare' ? (
            children
          ) : (
            <div className="dialog-frame">
              <header className="dialog-head">
                <h2>{title}</h2>
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('kit.close')}
                  onClick={onClose}
                >
                  <Icon name="close" />
                </button>
              </header>
              <div className="dialog-body">{children}</div>
              {footer && <footer className="dialog-foot">{footer}</footer>}
            </div>
          )}
        </ConfigProvider>
      )}
    </dialog>
  );
}
