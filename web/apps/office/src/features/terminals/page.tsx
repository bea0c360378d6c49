import type { Terminal } from '@duan/api';
import {
  Button,
  Dropdown,
  ErrorState,
  Icon,
  Note,
  PageHeader,
  StatusTag,
  TabBar,
  TabPanel,
  useNarrow,
  Waiting,
} from '@duan/kit';
import { Link, useParams, useSearchParams } from 'react-router';
import { statusTone, useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';
import { ContactsPanel } from './contacts';
import { DealsPanel } from './deals';
import { EditTerminal } from './edit';
import { InteractionsPanel } from './interactions';
import { LogVisit } from './log-visit';
import { NewTerminal } from './new';
import { canStandAlone, OpenScope } from './own-scope';
import { Profile } from './profile';
import { useTerminal } from './queries';
import { ChangeStatus, MergeTerminal, MoveTerminal } from './small-forms';
import { TimelinePanel } from './timeline';
import { TreePanel } from './tree';

const sheets = ['meet', 'edit', 'status', 'move', 'merge', 'open', 'child'] as const;
type Sheet = (typeof sheets)[number];

function Trail({ terminal }: { terminal: Terminal }) {
  const t = useText();
  return (
    <nav className="trail" aria-label={t('terminals.tree.label')}>
      <Link to="/terminals">{t('terminals.back')}</Link>
      {terminal.ancestors.map(({ id, name }) => (
        <span key={id}>
          <Icon name="right" size={13} />
          <Link to={`/terminals/${id}`}>{name}</Link>
        </span>
      ))}
    </nav>
  );
}

function MergedNote({ into }: { into: string | null }) {
  const t = useText();
  return (
    <Note tone="amber">
      <p>
        {t('terminals.profile.merged')}{' '}
        {into && (
          <Link className="underlined" to={`/terminals/${into}`}>
            {t('terminals.profile.mergedInto')}
          </Link>
        )}
      </p>
    </Note>
  );
}

function Actions({ terminal, onOpen }: { terminal: Terminal; onOpen: (sheet: Sheet) => void }) {
  const t = useText();
  const may = (action: string) => terminal.may.includes(action);
  const offers = [
    ['child', may('edit'), 'plus'],
    ['status', may('close'), 'flag'],
    ['move', may('move'), 'move'],
    ['merge', may('merge'), 'merge'],
    ['open', canStandAlone(terminal), 'lock'],
  ] as const;
  const rest = offers.flatMap(([key, offered, icon]) =>
    offered
      ? [{ key, label: t(`terminals.action.${key}`), icon: <Icon name={icon} size={16} /> }]
      : [],
  );
  return (
    <>
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{ items: rest, onClick: ({ key }) => onOpen(key as Sheet) }}
        >
          <Button icon={<Icon name="more" />} aria-label={t('kit.more')} title={t('kit.more')} />
        </Dropdown>
      )}
      {may('edit') && (
        <Button icon={<Icon name="edit" size={16} />} onClick={() => onOpen('edit')}>
          {t('terminals.action.edit')}
        </Button>
      )}
      {may('meet') && (
        <Button type="primary" icon={<Icon name="talk" size={16} />} onClick={() => onOpen('meet')}>
          {t('terminals.action.meet')}
        </Button>
      )}
    </>
  );
}

type SheetsProps = {
  sheet: Sheet | null;
  terminal: Terminal;
  onReload: () => Promise<unknown>;
  onClose: () => void;
};

function Sheets({ sheet, terminal, onReload, onClose }: SheetsProps) {
  const props = { terminal, onReload, onClose };
  switch (sheet) {
    case 'meet':
      return <LogVisit terminal={terminal} onClose={onClose} />;
    case 'edit':
      return <EditTerminal {...props} />;
    case 'status':
      return <ChangeStatus {...props} />;
    case 'move':
      return <MoveTerminal {...props} />;
    case 'merge':
      return <MergeTerminal {...props} />;
    case 'open':
      return canStandAlone(terminal) ? <OpenScope terminal={terminal} onClose={onClose} /> : null;
    case 'child':
      return <NewTerminal parent={terminal} onClose={onClose} />;
    default:
      return null;
  }
}

function Panel({
  tab,
  terminal,
  onOpen,
}: {
  tab: string;
  terminal: Terminal;
  onOpen: (sheet: Sheet) => void;
}) {
  switch (tab) {
    case 'contacts':
      return <ContactsPanel terminal={terminal} />;
    case 'interactions':
      return <InteractionsPanel terminal={terminal} onLog={() => onOpen('meet')} />;
    case 'deals':
      return <DealsPanel id={terminal.id} />;
    case 'timeline':
      return <TimelinePanel id={terminal.id} />;
    case 'tree':
      return <TreePanel terminal={terminal} onAdd={() => onOpen('child')} />;
    default:
      return <Profile terminal={terminal} />;
  }
}

/** Everything about one terminal; the tab is part of the address, and another terminal is another page. */
export function TerminalPage() {
  const { id = '' } = useParams();
  return <OneTerminal key={id} id={id} />;
}

function OneTerminal({ id }: { id: string }) {
  const t = useText();
  const narrow = useNarrow();
  const { label, region, rank } = useLabels();
  const { data: terminal, isPending, error, refetch } = useTerminal(id);
  const [params, setParams] = useSearchParams();
  // The open form is part of the address: after a new sign-in it is open again with its draft.
  const sheet = sheets.find((one) => one === params.get('form')) ?? null;
  const setSheet = (next: Sheet | null) =>
    setParams(
      (before) => {
        if (next) before.set('form', next);
        else before.delete('form');
        return before;
      },
      { replace: true },
    );

  if (isPending) return <Waiting rows={10} />;
  if (!terminal) return <ErrorState problem={error} onRetry={() => refetch()} />;

  const keys = [
    'profile',
    ...(narrow ? ['tree'] : []),
    'contacts',
    'interactions',
    'deals',
    'timeline',
  ];
  const tab = keys.find((key) => key === params.get('tab')) ?? 'profile';
  const facts = [
    label('kind', terminal.kind),
    rank(terminal.kind, terminal.level, terminal.grade),
    region(terminal.region_code, terminal.region_name),
    terminal.terminal_no,
  ];

  return (
    <div className="page-body">
      <PageHeader
        trail={<Trail terminal={terminal} />}
        name={terminal.name}
        title={
          <span className="title-line">
            {terminal.name}
            <StatusTag tone={statusTone(terminal.status)}>
              {label('status', terminal.status)}
            </StatusTag>
          </span>
        }
        about={facts.filter(Boolean).join(' · ')}
        actions={<Actions terminal={terminal} onOpen={setSheet} />}
      />
      {terminal.status === 'MERGED' && <MergedNote into={terminal.merged_into_id} />}
      <div className="two-columns">
        <div className="stack">
          <TabBar
            label={t('terminals.tabs')}
            current={tab}
            onPick={(key) => setParams({ tab: key }, { replace: true })}
            items={keys.map((key) => ({
              key,
              label: t(`terminals.tab.${key}` as 'terminals.tab.tree'),
            }))}
          />
          <TabPanel tab={tab}>
            <Panel tab={tab} terminal={terminal} onOpen={setSheet} />
          </TabPanel>
        </div>
        {!narrow && <TreePanel terminal={terminal} onAdd={() => setSheet('child')} />}
      </div>
      <Sheets
        sheet={sheet}
        terminal={terminal}
        onReload={() => refetch()}
        onClose={() => setSheet(null)}
      />
    </div>
  );
}
