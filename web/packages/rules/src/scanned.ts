/** The separator between GS1 elements; scanners send it as Ctrl-]. */
export const groupSeparator = '\u001d';

/** What a scanner typed, read as if the input method had been off: full-width signs become half-width, blanks at the ends go. */
export function scannedText(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[〔【［]/g, '(')
    .replace(/[〕】］]/g, ')')
    .replace(/\u3000/g, ' ')
    .trim();
}

/** The same for reading: the invisible separator gets its sign. */
export const scannedLabel = (text: string) => text.replaceAll(groupSeparator, '<GS>');
