import type { TimelineItem } from '@duan/api';
import {
  Card,
  EmptyState,
  ErrorState,
  Facts,
  type IconName,
  MoreButton,
  Timeline,
  Waiting,
} from '@duan/kit';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { useTimeline } from './queries';

const icons: [RegExp, IconName][] = [
  [/reveal/, 'eye'],
  [/import|load/, 'upload'],
  [/merge/, 'merge'],
  [/move/, 'move'],
  [/status|close/, 'flag'],
  [/contact/, 'user'],
  [/add|create|put/, 'plus'],
];

function iconOf(item: TimelineItem): IconName {
  if (item.kind === 'INTERACTION') return 'talk';
  return icons.find(([pattern]) => pattern.test(item.command))?.[1] ?? 'edit';
}

/** The audit's sentence, led by who did it; the terminal it is about is a link unless we are there. */
function Sentence({ item, here }: { item: TimelineItem; here: string }) {
  const { actor_name: actor, sentence, subject } = item;
  const name = `「${subject.name}」`;
  const linked = subject.kind === 'terminal' && subject.id !== here && sentence.includes(name);
  const [before = '', ...after] = linked ? sentence.split(name) : [sentence];
  return (
    <>
      {actor !== '' && (
        <>
          <strong>{actor}</strong> ·{' '}
        </>
      )}
      {before}
      {linked && (
        <Link className="underlined" to={`/terminals/${subject.id}`}>
          {name}
        </Link>
      )}
      {after.join(name)}
    </>
  );
}

const shown = ['result', 'next_step', 'competitor'] as const;

/** What came out of a visit, folded away until somebody asks. */
function VisitDetail({ item }: { item: TimelineItem }) {
  const t = useText();
  if (item.kind !== 'INTERACTION') return null;
  const facts = shown.flatMap((key) => {
    const text = item.detail[key];
    return typeof text === 'string' && text !== ''
      ? [{ label: t(`interactions.${key}`), value: text, wide: true }]
      : [];
  });
  if (facts.length === 0) return null;
  return (
    <details className="older">
      <summary>{t('timeline.more')}</summary>
      <Facts items={facts} />
    </details>
  );
}

/** Everything that ever happened to the terminal and below it, newest first. */
export function TimelinePanel({ id }: { id: string }) {
  const t = useText();
  const pages = useTimeline(id);
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState icon="clock" title={t('timeline.empty.title')} hint={t('timeline.empty.hint')} />
    );
  return (
    <Card>
      <Timeline
        entries={items.map((item) => ({
          id: item.id,
          at: item.at,
          icon: iconOf(item),
          sentence: <Sentence item={item} here={id} />,
          more: <VisitDetail item={item} />,
        }))}
      />
      <MoreButton pages={pages} />
    </Card>
  );
}
