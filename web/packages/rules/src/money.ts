const plain = /^(-?)(\d+)(?:\.(\d+))?$/;

/** An amount of yuan as the server writes it, `1234567.8` → `¥1,234,567.80`; anything else comes back as it is. */
export function moneyLabel(value: string | number): string {
  const text = typeof value === 'number' ? value.toFixed(2) : value.trim();
  const found = plain.exec(text);
  if (!found) return text;
  const [, sign, whole = '', cents = ''] = found;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign ? '-' : ''}¥${grouped}.${cents.padEnd(2, '0').slice(0, 2)}`;
}

/** The same at a glance: `1234567.8` → `¥123.5 万` or `¥1.2 M`; below ten thousand in full. */
export function moneyShort(value: string | number, lang: 'zh' | 'en'): string {
  const amount = Number(value);
  const size = Math.abs(amount);
  if (!Number.isFinite(amount) || size < 10_000) return moneyLabel(value);
  const units: [number, string][] =
    lang === 'zh'
      ? [
          [1e8, '亿'],
          [1e4, '万'],
        ]
      : [
          [1e9, 'B'],
          [1e6, 'M'],
          [1e3, 'K'],
        ];
  const [unit, name] = units.find(([one]) => size >= one) ?? [1, ''];
  return `${amount < 0 ? '-' : ''}¥${(size / unit).toFixed(1)} ${name}`;
}
