/** Area codes of three digits (GB landline plan); every other one has four. */
const SHORT_AREA = /^0(10|2[0-57-9])/;

/** Group the digits the way people read them aloud; masked or foreign text stays as it is. */
export function displayPhone(phone: string): string {
  const text = phone.trim();
  if (/^1[\d*]{10}$/.test(text)) return `${text.slice(0, 3)} ${text.slice(3, 7)} ${text.slice(7)}`;
  if (!/^0\d{9,11}$/.test(text)) return text;
  const area = SHORT_AREA.test(text) ? 3 : 4;
  return `${text.slice(0, area)}-${text.slice(area)}`;
}

/** A mainland mobile number, without separators. */
export function isMobile(phone: string): boolean {
  return /^1[3-9]\d{9}$/.test(phone);
}
