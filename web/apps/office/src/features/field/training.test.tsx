import type { Training } from '@duan/api';
import { TestFrame } from '@duan/kit/testing';
import { fireEvent, render, screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { training } from './sample';
import { TrainingPage } from './training';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = `*/api/field/trainings/${training.id}`;
const show = async (now: Training = training) => {
  const state = { training: now, sent: [] as unknown[] };
  server.use(
    http.get(at, () => HttpResponse.json(state.training)),
    http.post(`${at}/hold`, async ({ request }) => {
      const body = (await request.json()) as { attendance: Training['attendance'] };
      state.sent.push(body);
      const came = body.attendance.map((one) => ({ ...one, signed_at: '2026-11-27T02:00:00Z' }));
      state.training = { ...now, status: 'HELD', attendance: came, may: [] };
      return HttpResponse.json(state.training);
    }),
  );
  render(
    <TestFrame at={`/onsite/training/${training.id}`} words={everyWord}>
      <Routes>
        <Route path="/onsite/training/:id" element={<TrainingPage />} />
      </Routes>
    </TestFrame>,
  );
  await screen.findByRole('heading', { level: 1 });
  return state;
};
const fill = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

test('everybody who came is sent at once, and then shown', async () => {
  const state = await show();
  fill('第 1 位 · 姓名', '李护士');
  fireEvent.click(screen.getByRole('button', { name: '添加一人' }));
  fill('第 2 位 · 姓名', '周医生');
  fill('第 2 位 · 科室', '心内科');
  const [, second] = screen.getAllByRole('checkbox', { name: '通过' });
  fireEvent.click(second as HTMLElement);
  fireEvent.click(screen.getByRole('button', { name: '完成培训' }));

  await screen.findByText('到场 2 人，通过 1 人');
  expect(state.sent).toEqual([
    {
      seen_version: 1,
      attendance: [
        { person_name: '李护士', department_name: '超声科', passed: true },
        { person_name: '周医生', department_name: '心内科', passed: false },
      ],
    },
  ]);
  expect(screen.queryByRole('button', { name: '完成培训' })).toBe(null);
});

test('a line without a name is marked where it is, and can be taken away', async () => {
  await show();
  server.use(
    http.post(`${at}/hold`, () =>
      HttpResponse.json(
        {
          code: 'unusable_training',
          message: '签到表第 2 行没有填写姓名，请填写或删除这一行。',
          where: [{ field: 'attendance.1.person_name', message: '必填' }],
        },
        { status: 422 },
      ),
    ),
  );
  fill('第 1 位 · 姓名', '李护士');
  fireEvent.click(screen.getByRole('button', { name: '添加一人' }));
  fireEvent.click(screen.getByRole('button', { name: '完成培训' }));

  expect(await screen.findByText('必填')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '删除第 2 行' }));
  expect(screen.queryByText('必填')).toBe(null);
  expect(screen.getAllByRole('textbox', { name: /姓名/ })).toHaveLength(1);
});
