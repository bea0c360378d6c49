import createClient, { type Middleware } from 'openapi-fetch';
import { writeHeaders } from './ids';
import { offlineProblem, type Problem, problemOf } from './problem';
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

/** Told when the server wants the password changed before anything else. */
export const passwordMustChange = new EventTarget();

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The problem of a refused request; a lost session leads to the sign-in page. */
export function refusalOf(status: number, body: unknown): Problem {
  const problem = problemOf(status, body);
  if (status === 401) goToLogin();
  if (problem.code === 'password_must_change') passwordMustChange.dispatchEvent(new Event('told'));
  return problem;
}

/** Unwrap an answer: the data, or a thrown `Problem`; a lost session leads to the sign-in page. */
export async function take<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await answer;
  if (response.ok) return data as Data;
  throw refusalOf(response.status, error);
}
