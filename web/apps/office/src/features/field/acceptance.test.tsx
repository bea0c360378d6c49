import { TestFrame } from '@duan/kit/testing';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { everyWord } from '../../shared/testing';
import { AcceptForm } from './acceptance';
import { photo, task } from './sample';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const waiting = { ...task, status: 'INSTALLED' as const, may: ['accept' as const] };

const show = () =>
  render(
    <TestFrame words={everyWord}>
      <AcceptForm task={waiting} />
    </TestFrame>,
  );

// happy-dom draws nothing: a context that takes every stroke, and a picture of a fixed size.
beforeEach(() => {
  const nothing = new Proxy({}, { get: () => () => undefined, set: () => true });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(nothing as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((give, type) =>
    give(new Blob(['png'], { type: type ?? '' })),
  );
});

async function sign() {
  const canvas = screen.getByLabelText('请在此签名', { selector: 'canvas' });
  const at = (x: number) => ({
    clientX: x,
    clientY: 20,
    pointerId: 1,
    button: 0,
    buttons: 1,
    isPrimary: true,
  });
  await act(async () => {
    fireEvent.pointerDown(canvas, at(10));
    fireEvent.pointerMove(canvas, at(40));
    fireEvent.pointerUp(canvas, { ...at(60), buttons: 0 });
  });
}
const button = () => screen.getByRole('button', { name: /确认验收$/ });
const submit = () => fireEvent.click(button());
const name = (value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: '签字人姓名' }), { target: { value } });

test('without a name or a signature nothing is sent', async () => {
  show();
  submit();
  expect(await screen.findByText('请填写签字人姓名')).toBeTruthy();
  name('王主任');
  submit();
  expect(await screen.findByText('请先签名')).toBeTruthy();
});

test('a signature is kept once and sent again with the form after a refusal', async () => {
  const kept: string[] = [];
  const sent: Record<string, unknown>[] = [];
  server.use(
    http.post('*/api/files', async ({ request }) => {
      kept.push(String((await request.formData()).get('scope_id')));
      return HttpResponse.json(
        { id: photo.file_id, name: 's', size: 1, sha256: '' },
        { status: 201 },
      );
    }),
    http.post(`*/api/field/tasks/${task.id}/accept`, async ({ request }) => {
      sent.push((await request.json()) as Record<string, unknown>);
      return sent.length === 1
        ? HttpResponse.json(
            { code: 'busy', message: '正在批量写入，请稍后重试。', where: [] },
            { status: 409 },
          )
        : HttpResponse.json(waiting);
    }),
  );
  show();
  name('王主任');
  await sign();
  submit();
  await screen.findByText('正在批量写入，请稍后重试。');
  await waitFor(() => expect(button().className).not.toContain('loading'));
  submit();

  await waitFor(() => expect(sent).toHaveLength(2));
  expect(kept).toEqual(['4']);
  expect(sent[1]).toEqual({
    signer_name: '王主任',
    signer_title: '',
    remark: '',
    signature_file_id: photo.file_id,
    seen_version: 5,
  });
});
