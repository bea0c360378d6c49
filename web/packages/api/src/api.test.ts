import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { api, newKey, Problem, passwordMustChange, problemOf, take } from './index';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const views = '*/api/me/views';
const post = () =>
  take(api.POST('/api/me/views', { body: { list: 'terminals', name: '我的', state: {} } }));

async function refusal(answer: Promise<unknown>): Promise<Problem> {
  return answer.then(
    () => Promise.reject(new Error('was not refused')),
    (caught: Problem) => caught,
  );
}

test('a write carries the CSRF token and a key that makes a resend harmless', async () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the token comes in a cookie
  document.cookie = 'csrftoken=abc123';
  const seen: Headers[] = [];
  server.use(
    http.post(views, ({ request }) => {
      seen.push(request.headers);
      return HttpResponse.json({ id: '1', name: '我的', state: {} }, { status: 201 });
    }),
  );
  await post();
  expect(seen[0]?.get('X-CSRFToken')).toBe('abc123');
  expect(seen[0]?.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a lost answer is asked for once more under the same key', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(views, ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      if (keys.length === 1) return HttpResponse.error();
      return HttpResponse.json({ id: '1', name: '我的', state: {} }, { status: 201 });
    }),
  );
  await post();
  expect(keys.length).toBe(2);
  expect(keys[0]).toBe(keys[1]);
});

test('a network that stays down is told as a problem that says what to do', async () => {
  server.use(http.post(views, () => HttpResponse.error()));
  const problem = await refusal(post());
  expect([problem.code, problem.status]).toEqual(['offline', 0]);
});

test('a refusal keeps its code, sentence and fields', async () => {
  const body = {
    code: 'stale',
    message: '刚刚被改过。',
    where: [{ field: 'beds', message: '改成了 90' }],
  };
  server.use(http.post(views, () => HttpResponse.json(body, { status: 409 })));
  const problem = await refusal(post());
  expect(problem).toBeInstanceOf(Problem);
  expect([problem.status, problem.code, problem.message]).toEqual([409, 'stale', '刚刚被改过。']);
  expect(problem.fields()).toEqual({ beds: '改成了 90' });
});

test('a lost session leads to the sign-in page and back here', async () => {
  const leave = vi.spyOn(window.location, 'assign').mockImplementation(() => undefined);
  server.use(
    http.get('*/api/me', () =>
      HttpResponse.json({ code: 'signed_out', message: '请登录。', where: [] }, { status: 401 }),
    ),
  );
  await refusal(take(api.GET('/api/me')));
  expect(leave.mock.calls[0]?.[0]).toMatch(/^\/login\?next=/);
});

test('an answer that is no problem document still becomes one', () => {
  expect(problemOf(502, '<html>')).toMatchObject({ code: 'http_502', status: 502 });
  expect(problemOf(400, { code: 'x', message: '' }).code).toBe('http_400');
});

test('keys are unique and shaped like UUIDs without the secure-context function too', () => {
  vi.spyOn(crypto, 'randomUUID').mockImplementation(undefined as never);
  expect(newKey()).not.toBe(newKey());
});

test('a refusal that wants the password changed is told to whoever listens', async () => {
  server.use(
    http.post(views, () =>
      HttpResponse.json(
        { code: 'password_must_change', message: '首次登录请先修改密码，再继续操作。', where: [] },
        { status: 403 },
      ),
    ),
  );
  const told = vi.fn();
  passwordMustChange.addEventListener('told', told, { once: true });
  expect((await refusal(post())).code).toBe('password_must_change');
  expect(told).toHaveBeenCalledTimes(1);
});
