/** Letters and digits that nobody mistakes for one another, on screen or on the phone. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const each = 4;

/** A random initial password such as `k7wm-q3hn-x9tv-b2ce`: 79 bits, easy to read out. */
export function newPassword(): string {
  const letters: string[] = [];
  // Bytes beyond the last whole multiple are drawn again, so that every sign is equally likely.
  const fair = 256 - (256 % signs.length);
  while (letters.length < groups * each) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < fair && letters.length < groups * each)
        letters.push(signs.charAt(byte % signs.length));
  }
  return Array.from({ length: groups }, (_, at) =>
    letters.slice(at * each, (at + 1) * each).join(''),
  ).join('-');
}
