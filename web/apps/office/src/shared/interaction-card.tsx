import type { Interaction } from '@duan/api';
import { Chip, Icon, momentOf } from '@duan/kit';
import { Link } from 'react-router';
import { useLabels } from './labels';
import { useText } from './text';

type Props = { item: Interaction; here?: string; people?: string[] };

/** One meeting: when and how, what was said, what follows. `here` hides the terminal's own name on its page. */
export function InteractionCard({ item, here, people = [] }: Props) {
  const t = useText();
  const { label } = useLabels();
  const facts = [
    { name: t('interactions.contacts'), text: people.join('、') },
    { name: t('interactions.result'), text: item.result },
    {
      name: t('interactions.next_step'),
      text: [item.next_step, item.next_on].filter(Boolean).join(' · '),
    },
    { name: t('interactions.competitor'), text: item.competitor },
    { name: t('interactions.companions'), text: item.companions.join('、') },
  ].filter(({ text }) => text);
  return (
    <article className="meeting">
      <header>
        {item.terminal_id !== here && (
          <Link
            className="row-link"
            data-row-link=""
            to={`/terminals/${item.terminal_id}?tab=interactions`}
          >
            {!here && item.institution_name !== item.terminal_name
              ? `${item.institution_name} · ${item.terminal_name}`
              : item.terminal_name}
          </Link>
        )}
        <Chip>{label('channel', item.channel)}</Chip>
        <Chip>{label('purpose', item.purpose)}</Chip>
        <time dateTime={item.met_at}>{momentOf(item.met_at)}</time>
      </header>
      <p>{item.summary}</p>
      {facts.length > 0 && (
        <dl>
          {facts.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="meeting-by">
        <Icon name="user" size={14} /> {t('interactions.by', { name: item.recorded_by_name })}
      </p>
    </article>
  );
}
