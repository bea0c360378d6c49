import type { Terminal } from '@duan/api';
import { Button, Card, EmptyState, ErrorState, MoreButton, Waiting } from '@duan/kit';
import { InteractionCard } from '../../shared/interaction-card';
import { useText } from '../../shared/text';
import { useContacts, useTerminalInteractions } from './queries';

export function InteractionsPanel({ terminal, onLog }: { terminal: Terminal; onLog: () => void }) {
  const t = useText();
  const pages = useTerminalInteractions(terminal.id);
  const { data: contacts = [] } = useContacts(terminal.id);
  const peopleOf = (ids: string[]) =>
    contacts.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  const may = terminal.may.includes('meet');
  if (items.length === 0)
    return (
      <EmptyState
        icon="talk"
        title={t('interactions.terminalEmpty.title')}
        hint={t('interactions.terminalEmpty.hint')}
        action={may && <Button onClick={onLog}>{t('interactions.log')}</Button>}
      />
    );
  return (
    <Card flush>
      <ul className="cards">
        {items.map((item) => (
          <li key={item.id}>
            <InteractionCard item={item} here={terminal.id} people={peopleOf(item.contact_ids)} />
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Card>
  );
}
