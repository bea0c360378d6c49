/** A random UUID v4; `crypto.randomUUID` is missing on plain-HTTP addresses of a local network. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The value of Django's CSRF cookie, or an empty string before the first answer. */
export function csrfToken(): string {
  const found = document.cookie.split('; ').find((part) => part.startsWith('csrftoken='));
  return found ? decodeURIComponent(found.slice('csrftoken='.length)) : '';
}

/** Headers every write carries: the CSRF token and a key that makes a resend harmless. */
export function writeHeaders(): Record<string, string> {
  return { 'X-CSRFToken': csrfToken(), 'Idempotency-Key': newKey() };
}
