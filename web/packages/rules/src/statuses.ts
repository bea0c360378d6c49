/** Where a terminal may go from its status; the server decides, the form only offers what can succeed. */
const next: Readonly<Record<string, readonly string[]>> = {
  PROSPECT: ['ACTIVE', 'CLOSED'],
  ACTIVE: ['DORMANT', 'CLOSED'],
  DORMANT: ['ACTIVE', 'CLOSED'],
  CLOSED: ['PROSPECT'],
};

export const nextStatuses = (status: string): readonly string[] => next[status] ?? [];
