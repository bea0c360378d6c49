import type { account as zh } from '../zh/account';

export const account: Record<keyof typeof zh, string> = {
  'account.title': 'My account',
  'account.tabs': 'Account settings',
  'account.tab.profile': 'Profile',
  'account.tab.grants': 'My grants',
  'account.tab.sessions': 'Devices',
  'account.tab.password': 'Password',
  'account.login': 'Login name',
  'account.name': 'Name',
  'account.scopes': 'Granted units',
  'account.scopesNone': 'No grants yet; ask your administrator.',
  'account.grants.about':
    'These grants decide what you may see and do. They end by themselves; ask your administrator to extend one.',
  'account.grants.none': 'No grants yet',
  'account.grants.noneHint':
    'Tell your administrator which region and work you are responsible for.',
  'account.grants.forever': 'without end',
  'account.grants.until': 'until {at}',
  'account.grants.soon': 'ends soon',
  'account.grants.ended': 'ended',
  'account.grants.since': 'since {at}',
  'account.grants.later': 'from {at}',
  'account.grants.reason': 'Reason: {reason}',
  'account.sessions.about': 'If you do not know a device, end it at once and change your password.',
  'account.sessions.current': 'this one',
  'account.sessions.browser': 'Browser',
  'account.sessions.token': 'Service token',
  'account.sessions.seen': 'last used {at}',
  'account.sessions.started': 'signed in {at}',
  'account.sessions.end': 'End this device',
  'account.sessions.ended': 'Ended',
  'account.sessions.others': 'End all others',
  'account.sessions.othersAsk':
    'All other devices are signed out at once and lose what is not saved. This one stays.',
  'account.sessions.othersDone': '{n} devices ended',
  'account.password.must':
    'This is a first or an expired password. Change it to your own to go on.',
  'account.password.old': 'Present password',
  'account.password.new': 'New password',
  'account.password.newHint':
    'At least 10 characters; not your login name, not a password from elsewhere.',
  'account.password.again': 'New password again',
  'account.password.differ': 'The two new passwords differ',
  'account.password.submit': 'Change password',
  'account.password.done': 'Password changed; other devices must sign in again',
};
