/** Amounts are texts of yuan, and are added in whole cents, so that no sum is off by one. */

const amount = /^(\d{1,12})(?:\.(\d{1,2}))?$/;

/** `476543.2` → 47654320n; nothing for what is no amount. */
export function centsOf(text: string | number | null | undefined): bigint | undefined {
  const found = amount.exec(String(text ?? '').trim());
  if (!found) return undefined;
  const [, whole = '0', cents = ''] = found;
  return BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'));
}

/** 47654320n → `476543.20`, as the server writes it. */
export function yuanOf(cents: bigint): string {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export type DraftLine = {
  key: number;
  model_id: string;
  /** What the model is called; the server only needs the id. */
  label: string;
  quantity: number | null;
  unit_price: string | null;
};

/** What a line comes to, once it has a quantity and a price. */
export function amountOf(line: DraftLine): bigint | undefined {
  const price = centsOf(line.unit_price);
  return price === undefined || line.quantity === null ? undefined : price * BigInt(line.quantity);
}

export const totalOf = (lines: readonly DraftLine[]): bigint =>
  lines.reduce((sum, line) => sum + (amountOf(line) ?? 0n), 0n);

/** The number of the first line that misses something, counted from one. */
export function unfinishedLine(lines: readonly DraftLine[]): number | undefined {
  const at = lines.findIndex((line) => line.model_id === '' || amountOf(line) === undefined);
  return at < 0 ? undefined : at + 1;
}

/** `[30, 69.5, 0.5]` → `100`: percentages are added in hundredths, too. */
export function wholeOf(shares: readonly (string | null)[]): string {
  const sum = shares.reduce((all, share) => all + (centsOf(share) ?? 0n), 0n);
  return yuanOf(sum).replace(/\.?0+$/, '') || '0';
}

/** What is missing to 100, negative when there is too much. */
export function restOf(shares: readonly (string | null)[]): number {
  const sum = shares.reduce((all, share) => all + (centsOf(share) ?? 0n), 0n);
  return Number(10_000n - sum) / 100;
}

/** What each share of a total comes to: cut to the cent, and the last takes the rest. */
export function partsOf(total: string, percents: readonly string[]): string[] {
  const whole = centsOf(total) ?? 0n;
  const cut = percents.map((percent) => (whole * (centsOf(percent) ?? 0n)) / 10_000n);
  const before = cut.slice(0, -1);
  const rest = whole - before.reduce((sum, part) => sum + part, 0n);
  return [...before, rest].map(yuanOf);
}
