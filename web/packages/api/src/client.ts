import createClient, { type Middleware } from 'openapi-fetch';
import { writeHeaders } from './ids';
import { offlineProblem, problemOf } from './problem';
import type { paths } from './schema';

/** Leave for the sign-in page and come back here afterwards. */
export function goToLogin(): void {
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/login?next=${encodeURIComponent(here)}`);
}

const writes: Middleware = {
  onRequest({ request }) {
    if (request.method === 'GET') return;
    for (const [name, value] of Object.entries(writeHeaders())) {
      if (!request.headers.has(name)) request.headers.set(name, value);
    }
  },
};

/** A lost answer is asked for once more: reads are harmless and writes carry their idempotency key. */
async function steadyFetch(request: Request): Promise<Response> {
  const again = request.clone();
  try {
    return await fetch(request);
  } catch {
    if (request.signal.aborted) throw new DOMException('aborted', 'AbortError');
    try {
      await new Promise((resolve) => setTimeout(resolve, 400));
      return await fetch(again);
    } catch {
      throw offlineProblem();
    }
  }
}

export const api = createClient<paths>({
  baseUrl: typeof window === 'undefined' ? '' : window.location.origin,
  fetch: steadyFetch,
  querySerializer: { array: { style: 'form', explode: true } },
});
api.use(writes);

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** Unwrap an answer: the data, or a thrown `Problem`; a lost session leads to the sign-in page. */
export async function take<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (response.ok) return data as Data;
  if (response.status === 401) goToLogin();
  throw problemOf(response.status, error);
}
