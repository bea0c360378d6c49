import { api, type Hit, take } from '@duan/api';
import {
  CommandPalette,
  Marked,
  type NavGroup,
  type PaletteGroup,
  readStored,
  StatusTag,
  writeStored,
} from '@duan/kit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { statusTone, useLabels } from '../shared/labels';
import { useText } from '../shared/text';

type Recent = { id: string; name: string; kind: string };
const recentKey = 'recent.terminals';

function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** Ctrl-K: terminals as the server ranks them, then pages and commands. */
export function SearchPalette({
  open,
  groups,
  onClose,
}: {
  open: boolean;
  groups: NavGroup[];
  onClose: () => void;
}) {
  const t = useText();
  const { label } = useLabels();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const query = useSettled(text.trim(), 140);
  const found = useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) =>
      take(api.GET('/api/search', { params: { query: { q: query, limit: 20 } }, signal })),
    enabled: open && query !== '',
    placeholderData: keepPreviousData,
  });

  const close = () => {
    setText('');
    onClose();
  };
  const openHit = ({ id, name, kind }: Recent) => {
    const others = readStored<Recent[]>(recentKey, []).filter((item) => item.id !== id);
    writeStored(recentKey, [{ id, name, kind }, ...others].slice(0, 6));
    navigate(`/terminals/${id}`);
  };
  const hitItem = (hit: Hit) => ({
    id: hit.id,
    icon: 'terminal' as const,
    title: <Marked text={hit.name} query={hit.match === 'NAME' ? query : ''} />,
    about: (
      <>
        {[hit.parent_name, hit.region_name, hit.terminal_no].filter(Boolean).join(' · ')}
        {hit.match !== 'NAME' && hit.matched_text && (
          <>
            {' · '}
            {t(`match.${hit.match}` as 'match.ALIAS')}{' '}
            <Marked text={hit.matched_text} query={query} />
          </>
        )}
      </>
    ),
    side: (
      <>
        <span>{label('kind', hit.kind)}</span>
        <StatusTag tone={statusTone(hit.status)}>{label('status', hit.status)}</StatusTag>
      </>
    ),
    run: () => openHit(hit),
  });

  const commands = groups
    .flatMap((group) => group.items)
    .filter(
      (item) => text.trim() === '' || item.label.toLowerCase().includes(text.trim().toLowerCase()),
    )
    .map((item) => ({
      id: item.to,
      icon: item.icon,
      title: item.label,
      side: (
        <>
          <kbd>g</kbd>
          <kbd>{item.key}</kbd>
        </>
      ),
      run: () => navigate(item.to),
    }));
  const recent = text.trim() === '' ? readStored<Recent[]>(recentKey, []) : [];
  const hits = query === '' || text.trim() === '' ? [] : (found.data?.items ?? []);
  const shown: PaletteGroup[] = [
    { title: t('kit.palette.results'), items: hits.map(hitItem) },
    {
      title: t('kit.palette.recent'),
      items: recent.map((item) => ({
        id: `recent-${item.id}`,
        icon: 'clock' as const,
        title: item.name,
        side: label('kind', item.kind),
        run: () => openHit(item),
      })),
    },
    { title: t('kit.palette.commands'), items: commands },
  ].filter(({ items }) => items.length > 0);

  return (
    <CommandPalette
      open={open}
      query={text}
      searching={found.isFetching || (text.trim() !== query && open)}
      groups={shown}
      problem={found.isError && query !== '' ? found.error.message : undefined}
      onQuery={setText}
      onClose={close}
    />
  );
}
