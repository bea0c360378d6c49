import { Problem } from '@duan/api';
import { CrashBoundary, I18nProvider, ThemeProvider } from '@duan/kit';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { catalog } from '../shared/text';
import { Frame } from './frame';

/** A refusal is an answer: only a lost connection is asked again. */
const retry = (failures: number, error: unknown) =>
  failures < 2 && error instanceof Problem && error.status >= 500;

const client = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 15_000, gcTime: 30 * 60_000, refetchOnWindowFocus: false },
  },
});

export function App() {
  return (
    <I18nProvider catalog={catalog}>
      <ThemeProvider>
        <CrashBoundary>
          <QueryClientProvider client={client}>
            <BrowserRouter>
              <Frame />
            </BrowserRouter>
          </QueryClientProvider>
        </CrashBoundary>
      </ThemeProvider>
    </I18nProvider>
  );
}
