import { render, screen } from '@testing-library/react';
import { act } from 'react';
import { expect, test } from 'vitest';
import { en } from './en';
import { fill, I18nProvider, useLang, useTranslate } from './i18n';
import { zh } from './zh';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test('every word of the kit exists in both languages with the same places', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries(zh))
    expect([key, places(en[key as keyof typeof zh])]).toEqual([key, places(text)]);
});

test('values fill their places and an unknown place stays visible', () => {
  expect(fill('共 {n} 条，{who}', { n: 3 })).toBe('共 3 条，{who}');
});

function Probe() {
  const t = useTranslate<'hello' | 'kit.save'>();
  const { choose } = useLang();
  return (
    <button type="button" onClick={() => choose('en')}>
      {t('hello')} {t('kit.save')}
    </button>
  );
}

test('English is fetched when it is chosen, for the app and for the kit', async () => {
  const catalog = { zh: { hello: '你好' }, en: async () => ({ hello: 'Hello' }) };
  render(
    <I18nProvider catalog={catalog}>
      <Probe />
    </I18nProvider>,
  );
  expect(screen.getByRole('button').textContent).toBe('你好 保存');
  await act(async () => screen.getByRole('button').click());
  expect((await screen.findByRole('button')).textContent).toBe('Hello Save');
  expect(document.documentElement.lang).toBe('en');
});
