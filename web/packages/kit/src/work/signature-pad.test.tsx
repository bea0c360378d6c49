import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { TestFrame } from '../testing/frame';
import { SignaturePad } from './signature-pad';

// happy-dom draws nothing: a context that takes every stroke, and a picture of a fixed size.
beforeEach(() => {
  const nothing = new Proxy({}, { get: () => () => undefined, set: () => true });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(nothing as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((give, type) =>
    give(new Blob(['png'], { type: type ?? '' })),
  );
});

function sign(canvas: Element) {
  const at = (x: number) => ({
    clientX: x,
    clientY: 20,
    pointerId: 1,
    button: 0,
    buttons: 1,
    isPrimary: true,
  });
  fireEvent.pointerDown(canvas, at(10));
  fireEvent.pointerMove(canvas, at(40));
  fireEvent.pointerUp(canvas, { ...at(60), buttons: 0 });
}

const state = () => document.querySelector('.sign-foot output')?.textContent;

test('a signature becomes a PNG, and signing again takes it back', async () => {
  const given: (string | null)[] = [];
  render(
    <TestFrame>
      <SignaturePad label="医院签字" required onChange={(png) => given.push(png?.type ?? null)} />
    </TestFrame>,
  );
  expect(state()).toBe('还没有签名');
  const again = screen.getByRole('button', { name: '重签' }) as HTMLButtonElement;
  expect(again.disabled).toBe(true);
  await act(async () => sign(screen.getByLabelText('医院签字')));
  expect(state()).toBe('已签名');
  await act(async () => again.click());
  expect(given).toEqual(['image/png', null]);
  expect(state()).toBe('还没有签名');
});
