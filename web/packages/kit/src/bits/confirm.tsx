import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useKitText } from '../i18n/i18n';
import { Dialog } from './dialog';
import { ProblemNote } from './problem-note';

type Props = {
  open: boolean;
  title: string;
  children: ReactNode;
  yes: string;
  no?: string;
  danger?: boolean;
  /** Awaited with the button pending; a thrown problem is shown and the dialog stays. */
  onYes: () => unknown;
  onClose: () => void;
};

export function Confirm({ open, title, children, yes, no, danger = false, onYes, onClose }: Props) {
  const t = useKitText();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const close = () => {
    setProblem(undefined);
    onClose();
  };
  const run = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await onYes();
      close();
    } catch (caught) {
      setProblem(caught);
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog
      open={open}
      title={title}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{no ?? t('kit.cancel')}</Button>
          <Button type="primary" danger={danger} loading={pending} onClick={run}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
      <ProblemNote problem={problem} />
    </Dialog>
  );
}
