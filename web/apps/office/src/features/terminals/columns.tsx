import type { TerminalRow } from '@duan/api';
import { Chip, dayOf, type GridColumn, StatusTag, useLang } from '@duan/kit';
import { useMemo } from 'react';
import { statusTone, useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';

/** As many tags as fit a narrow column; the rest is counted and stands in the title. */
function Tags({ tags }: { tags: string[] }) {
  let room = 5;
  const shown = tags.filter((tag, index) => {
    room -= [...tag].length;
    return index === 0 || room >= 0;
  });
  const more = tags.length - shown.length;
  return (
    <span className="chips" title={tags.join('、')}>
      {shown.map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
      {more > 0 && <span className="quiet">+{more}</span>}
    </span>
  );
}

export function useTerminalColumns(): GridColumn<TerminalRow>[] {
  const t = useText();
  const { lang } = useLang();
  const { label, region, rank } = useLabels();
  return useMemo(
    () => [
      {
        key: 'name',
        title: t('terminals.col.name'),
        width: 268,
        sortable: true,
        hint: (row) => row.parent_name ?? '',
        render: (row) => row.name,
      },
      {
        key: 'kind',
        title: t('terminals.col.kind'),
        width: lang === 'zh' ? 100 : 126,
        render: (row) => label('kind', row.kind),
      },
      {
        key: 'status',
        title: t('terminals.col.status'),
        width: 106,
        render: (row) => (
          <StatusTag tone={statusTone(row.status)}>{label('status', row.status)}</StatusTag>
        ),
      },
      {
        key: 'region',
        exports: 'region_name,region_code',
        title: t('terminals.col.region'),
        width: lang === 'zh' ? 148 : 96,
        render: (row) => region(row.region_code, row.region_name),
      },
      {
        key: 'level',
        exports: 'level,grade',
        title: t('terminals.col.level'),
        width: lang === 'zh' ? 92 : 118,
        render: (row) => rank(row.kind, row.level, row.grade),
      },
      {
        key: 'beds',
        title: t('terminals.col.beds'),
        width: 78,
        align: 'right',
        render: (row) => row.beds?.toLocaleString('en-US') ?? '',
      },
      {
        key: 'tags',
        title: t('terminals.col.tags'),
        width: 146,
        render: (row) => <Tags tags={row.tags} />,
      },
      {
        key: 'terminal_no',
        title: t('terminals.col.terminal_no'),
        width: 104,
        sortable: true,
        render: (row) => <span className="quiet">{row.terminal_no}</span>,
      },
      {
        key: 'updated_at',
        title: t('terminals.col.updated_at'),
        width: 112,
        sortable: true,
        render: (row) => <span className="quiet">{dayOf(row.updated_at)}</span>,
      },
      {
        key: 'parent',
        exports: 'parent_name',
        title: t('terminals.col.parent'),
        width: 200,
        hidden: true,
        render: (row) => row.parent_name ?? '',
      },
      {
        key: 'scope',
        exports: 'scope_name',
        title: t('terminals.col.scope'),
        width: 140,
        hidden: true,
        render: (row) => row.scope_name,
      },
    ],
    [t, lang, label, region, rank],
  );
}

/** A row on a phone. */
export function TerminalCard({ row }: { row: TerminalRow }) {
  const t = useText();
  const { label, region, rank } = useLabels();
  const facts = [
    label('kind', row.kind),
    region(row.region_code, row.region_name),
    rank(row.kind, row.level, row.grade),
    row.beds ? t('terminals.beds', { n: row.beds }) : '',
    row.parent_name ?? '',
  ].filter(Boolean);
  return (
    <>
      <span className="row-card-top">
        <span className="row-card-name">{row.name}</span>
        <StatusTag tone={statusTone(row.status)}>{label('status', row.status)}</StatusTag>
      </span>
      <span className="row-card-line">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </span>
    </>
  );
}
