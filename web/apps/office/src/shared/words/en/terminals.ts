import type { terminals as zh } from '../zh/terminals';

export const terminals: Record<keyof typeof zh, string> = {
  'terminals.title': 'Terminals',
  'terminals.new': 'New terminal',
  'terminals.import': 'Import',
  'terminals.col.name': 'Name',
  'terminals.col.terminal_no': 'Number',
  'terminals.col.kind': 'Kind',
  'terminals.col.status': 'Status',
  'terminals.col.region': 'Region',
  'terminals.col.level': 'Level',
  'terminals.col.beds': 'Beds',
  'terminals.col.tags': 'Tags',
  'terminals.col.parent': 'Part of',
  'terminals.col.scope': 'Unit',
  'terminals.col.updated_at': 'Updated',
  'terminals.filter.kind': 'Kind',
  'terminals.filter.status': 'Status',
  'terminals.filter.region': 'Province',
  'terminals.filter.level': 'Level',
  'terminals.filter.tag': 'Tag',
  'terminals.beds': '{n} beds',
  'terminals.empty.title': 'No terminals yet',
  'terminals.empty.hint':
    'Import the hospital list you have (Excel or CSV), or create a first hospital. You see only what your grants reach.',
  'terminals.emptyFiltered.title': 'No terminal matches',
  'terminals.emptyFiltered.hint':
    'Loosen the filters or try another word. Terminals outside your grants never appear.',
};
