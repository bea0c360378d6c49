import type { Terminal } from '@duan/api';
import { Confirm, toast } from '@duan/kit';
import { useText } from '../../shared/text';
import { useTerminalWrites } from './queries';

/** Whether a hospital can become a scope of its own: the server refuses parts of one and a second time. */
export function canStandAlone(terminal: Terminal): boolean {
  return (
    terminal.may.includes('open') &&
    terminal.kind === 'HOSPITAL' &&
    terminal.parent_id === null &&
    terminal.scope_name !== terminal.name
  );
}

type Props = { terminal: Terminal; onClose: () => void };

/** Says what changes for whom before a hospital leaves the scope it shares with others. */
export function OpenScope({ terminal, onClose }: Props) {
  const t = useText();
  const writes = useTerminalWrites();
  const { name, scope_name: scope } = terminal;
  return (
    <Confirm
      open
      title={t('terminals.open.title', { name })}
      yes={t('terminals.open.submit')}
      onClose={onClose}
      onYes={async () => {
        await writes.openScope(terminal.id);
        toast(t('terminals.open.done', { name }));
      }}
    >
      <p>{t('terminals.open.about', { name, scope })}</p>
      <ul className="note-list">
        <li>{t('terminals.open.theirs')}</li>
        <li>{t('terminals.open.yours', { scope })}</li>
        <li>{t('terminals.open.lasting')}</li>
      </ul>
    </Confirm>
  );
}
