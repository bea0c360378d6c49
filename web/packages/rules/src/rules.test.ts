import { expect, test } from 'vitest';
import {
  countLabel,
  deviceLabel,
  displayPhone,
  groupSeparator,
  isRegionCode,
  markHits,
  maskEmail,
  maskPhone,
  moneyLabel,
  moneyShort,
  nextStatuses,
  provinceOf,
  provinces,
  scannedLabel,
  scannedText,
  sizeLabel,
} from './index';

test('a mobile keeps its first three and last four digits', () => {
  expect(maskPhone('13800138000')).toBe('138****8000');
  expect(maskPhone('138 0013 8000')).toBe('138****8000');
});

test('a landline keeps only its last three digits', () => {
  expect(maskPhone('027-85726114')).toBe('********114');
  expect(maskPhone('12')).toBe('**');
});

test('an e-mail keeps its first letter and its domain', () => {
  expect(maskEmail('zhang@hospital.cn')).toBe('z****@hospital.cn');
  expect(maskEmail('nonsense')).toBe('****');
});

test('numbers are grouped the way people read them, masked ones too', () => {
  expect(displayPhone('13800138000')).toBe('138 0013 8000');
  expect(displayPhone('138****8000')).toBe('138 **** 8000');
  expect(displayPhone('02785726114')).toBe('027-85726114');
  expect(displayPhone('071085726114')).toBe('0710-85726114');
  expect(displayPhone('转 8001')).toBe('转 8001');
});

test('a region code lies in one of the 34 provinces', () => {
  expect(provinces.length).toBe(34);
  expect(provinceOf('420106')?.zh).toBe('湖北');
  expect(isRegionCode('420106')).toBe(true);
  expect(isRegionCode('990000')).toBe(false);
  expect(isRegionCode('4201')).toBe(false);
});

test('counts say when they stopped counting', () => {
  expect(countLabel(10000, true)).toBe('10,000+');
  expect(countLabel(37, false)).toBe('37');
});

test('sizes read in the unit people expect', () => {
  expect(sizeLabel(812)).toBe('812 B');
  expect(sizeLabel(4096)).toBe('4 KB');
  expect(sizeLabel(1_572_864)).toBe('1.5 MB');
});

test('every occurrence is marked and the text stays whole', () => {
  expect(markHits('武汉大学附属第一医院', '附属第一')).toEqual([
    { text: '武汉大学', hit: false },
    { text: '附属第一', hit: true },
    { text: '医院', hit: false },
  ]);
  expect(markHits('ABab', 'ab').map((piece) => piece.text)).toEqual(['AB', 'ab']);
  expect(markHits('x', ' ')).toEqual([{ text: 'x', hit: false }]);
});

test('a closed terminal starts again as a prospect and a merged one goes nowhere', () => {
  expect(nextStatuses('CLOSED')).toEqual(['PROSPECT']);
  expect(nextStatuses('MERGED')).toEqual([]);
});

test('a browser is called what people call it', () => {
  const chrome = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36';
  expect(deviceLabel(chrome)).toBe('Chrome · Windows');
  expect(deviceLabel(`${chrome} Edg/131.0`)).toBe('Edge · Windows');
  expect(deviceLabel('Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Safari/604.1')).toBe(
    'Safari · iOS',
  );
  expect(deviceLabel('curl/8.1')).toBe('curl/8.1');
});

test('money has thousands and two digits, and keeps cents that a float would lose', () => {
  expect(moneyLabel('1234567.8')).toBe('¥1,234,567.80');
  expect(moneyLabel('-0.50')).toBe('-¥0.50');
  expect(moneyLabel('90071992547409.93')).toBe('¥90,071,992,547,409.93');
  expect(moneyLabel(980)).toBe('¥980.00');
  expect(moneyLabel('***')).toBe('***');
});

test('money at a glance is counted in 万 and 亿, or in thousands and millions', () => {
  expect(moneyShort('9999.00', 'zh')).toBe('¥9,999.00');
  expect(moneyShort('1234567.80', 'zh')).toBe('¥123.5 万');
  expect(moneyShort('-250000000', 'zh')).toBe('-¥2.5 亿');
  expect(moneyShort('1234567.80', 'en')).toBe('¥1.2 M');
});

test('what a scanner typed through a Chinese input method reads as if it had been off', () => {
  expect(scannedText(' （０１）06901234567892（21）SN－1　')).toBe('(01)06901234567892(21)SN-1');
  expect(scannedText('【01】069')).toBe('(01)069');
  const joined = `10A1${groupSeparator}21S1`;
  expect(scannedText(joined)).toBe(joined);
  expect(scannedLabel(joined)).toBe('10A1<GS>21S1');
});
