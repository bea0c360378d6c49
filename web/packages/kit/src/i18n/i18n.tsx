import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { readStored, writeStored } from '../theme/stored';
import { type KitKey, zh as kitZh } from './zh';

export type Lang = 'zh' | 'en';
export type Messages = Readonly<Record<string, string>>;
/** An app's words: Chinese comes with the page, English is fetched when somebody asks for it. */
export type Catalog = { zh: Messages; en: () => Promise<Messages> };
/** The words of one area of an app, each language fetched when the area is first shown in it. */
export type LazyWords = Readonly<Record<Lang, () => Promise<Messages>>>;
export type Translate<Key extends string> = (
  key: Key,
  values?: Record<string, string | number>,
) => string;

type State = { lang: Lang; messages: Messages; choose: (lang: Lang) => void };
const I18nContext = createContext<State>({ lang: 'zh', messages: kitZh, choose: () => undefined });

/** Put values into `{name}` places. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

async function english(catalog: Catalog): Promise<Messages> {
  const [kit, app] = await Promise.all([import('./en'), catalog.en()]);
  return { ...kit.en, ...app };
}

export function I18nProvider({ catalog, children }: { catalog: Catalog; children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(() => readStored<Lang>('lang', 'zh'));
  const [en, setEn] = useState<Messages>();
  const ready = lang === 'zh' || en !== undefined;

  useEffect(() => {
    if (lang === 'en' && !en) english(catalog).then(setEn, () => setLang('zh'));
  }, [lang, en, catalog]);

  useLayoutEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);

  const state = useMemo<State>(
    () => ({
      lang,
      messages: lang === 'en' && en ? en : { ...kitZh, ...catalog.zh },
      choose: (next) => {
        writeStored('lang', next);
        setLang(next);
      },
    }),
    [lang, en, catalog],
  );
  return ready ? <I18nContext value={state}>{children}</I18nContext> : null;
}

type Fetched = Partial<Record<Lang, Promise<Messages>>>;
const fetched = new WeakMap<readonly LazyWords[], Fetched>();

/** Asks once for each language; a failed fetch is asked for again the next time. */
function wordsIn(lang: Lang, areas: readonly LazyWords[]): Promise<Messages> {
  const known = fetched.get(areas) ?? {};
  fetched.set(areas, known);
  known[lang] ??= Promise.all(areas.map((area) => area[lang]())).then(
    (parts) => Object.assign({}, ...parts) as Messages,
    (reason) => {
      delete known[lang];
      throw reason;
    },
  );
  return known[lang];
}

/** Adds words of areas to those of the app for everything below; suspends until they have come. */
export function WithWords({
  words,
  children,
}: {
  /** The same array each time: it is what the fetched words are remembered by. */
  words: readonly LazyWords[];
  children: ReactNode;
}) {
  const outer = use(I18nContext);
  const own = use(wordsIn(outer.lang, words));
  const state = useMemo<State>(
    () => ({ ...outer, messages: { ...outer.messages, ...own } }),
    [outer, own],
  );
  return <I18nContext value={state}>{children}</I18nContext>;
}

export function useLang(): { lang: Lang; choose: (lang: Lang) => void } {
  return use(I18nContext);
}

/** The translate function for a set of keys; an app narrows `Key` to its own catalog. */
export function useTranslate<Key extends string>(): Translate<Key> {
  const { messages } = use(I18nContext);
  return useCallback((key, values) => fill(messages[key] ?? key, values), [messages]);
}

export const useKitText = () => useTranslate<KitKey>();
