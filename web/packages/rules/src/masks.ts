/** A value the server has already masked: it shows stars and must never be sent back as if it were real. */
export function isMasked(value: string): boolean {
  return value.includes('*');
}

/** Mask a phone for display: mobiles keep 3 + 4 digits, other numbers keep their last 3. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^\d]/g, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return `${digits.slice(0, 3)}****${digits.slice(7)}`;
  if (digits.length <= 3) return '*'.repeat(digits.length);
  return `${'*'.repeat(digits.length - 3)}${digits.slice(-3)}`;
}

/** Keep the first letter and the domain: `zhang@x.cn` becomes `z****@x.cn`. */
export function maskEmail(email: string): string {
  const at = email.indexOf('@');
  return at <= 0 ? '****' : `${email.slice(0, 1)}****${email.slice(at)}`;
}
