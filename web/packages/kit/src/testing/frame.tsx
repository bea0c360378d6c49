import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { type Catalog, I18nProvider } from '../i18n/i18n';
import { ThemeProvider } from '../theme/theme';

const noWords: Catalog = { zh: {}, en: async () => ({}) };

/** Shows the address so that a test can read it. */
function Address() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{decodeURIComponent(pathname + search)}</output>;
}

type Props = { at?: string; words?: Catalog; children: ReactNode };

/** What the app puts around a page, with an address bar that tests can read. */
export function TestFrame({ at = '/', words = noWords, children }: Props) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return (
    <I18nProvider catalog={words}>
      <ThemeProvider>
        <QueryClientProvider client={client}>
          <MemoryRouter initialEntries={[at]}>
            {children}
            <Address />
          </MemoryRouter>
        </QueryClientProvider>
      </ThemeProvider>
    </I18nProvider>
  );
}

export const addressOf = () => document.querySelector('[data-testid="address"]')?.textContent ?? '';
