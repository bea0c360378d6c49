import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { createContext, type ReactNode, use, useLayoutEffect, useMemo, useState } from 'react';
import { useMedia } from '../bits/use-media';
import { useLang } from '../i18n/i18n';
import { dark, light, paint } from './palette';
import { readStored, writeStored } from './stored';
import { antdTheme } from './tokens';

export type ThemeChoice = 'light' | 'dark' | 'system';
type ThemeState = {
  choice: ThemeChoice;
  mode: 'light' | 'dark';
  choose: (next: ThemeChoice) => void;
};

const ThemeContext = createContext<ThemeState>({
  choice: 'system',
  mode: 'light',
  choose: () => undefined,
});

export const useTheme = () => use(ThemeContext);

/** The nonce Django wrote into the page; antd's style elements carry it through the CSP. */
function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(() => readStored('theme', 'system'));
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const { lang } = useLang();
  const wanted = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  const config = useMemo(() => antdTheme(wanted), [wanted]);
  const nonce = useMemo(pageNonce, []);

  useLayoutEffect(() => paint(wanted === 'dark' ? dark : light, wanted), [wanted]);

  const state = useMemo<ThemeState>(
    () => ({
      choice,
      mode: wanted,
      choose: (next) => {
        writeStored('theme', next);
        setChoice(next);
      },
    }),
    [choice, wanted],
  );

  return (
    <ThemeContext value={state}>
      <ConfigProvider
        csp={{ nonce }}
        theme={config}
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
        {...(lang === 'zh' ? { locale: zhCN } : {})}
      >
        {children}
      </ConfigProvider>
    </ThemeContext>
  );
}
