import type { interactions as zh } from '../zh/interactions';

export const interactions: Record<keyof typeof zh, string> = {
  'interactions.title': 'Interactions',
  'interactions.about':
    'Visits, calls and meetings within your grants, newest first. To log one, open its terminal.',
  'interactions.empty.title': 'No interactions yet',
  'interactions.empty.hint':
    'Open a terminal and choose “Log a visit”: whom you met, what was said, what comes next.',
  'interactions.export': 'Export to Excel',
  'interactions.open': 'To the terminals',
  'interactions.log': 'Log a visit',
  'interactions.logAt': 'Log a visit: {name}',
  'interactions.logged': 'Visit logged',
  'interactions.met_at': 'When',
  'interactions.channel': 'How',
  'interactions.purpose': 'Purpose',
  'interactions.contacts': 'Whom you met',
  'interactions.companions': 'With you',
  'interactions.summary': 'What was said',
  'interactions.result': 'Result',
  'interactions.next_step': 'Next step',
  'interactions.next_on': 'Next step on',
  'interactions.competitor': 'Competitor seen',
  'interactions.by': 'logged by {name}',
  'interactions.terminalEmpty.title': 'No visits yet',
  'interactions.terminalEmpty.hint':
    'Log the first visit, so that everybody can carry on from there.',
};
