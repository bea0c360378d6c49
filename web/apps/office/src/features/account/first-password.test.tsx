import { TestFrame } from '@duan/kit/testing';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { everyWord } from '../../shared/testing';
import { FirstPassword } from './first-password';

test('the first sign-in shows why, the three fields and the way out, and nothing else', () => {
  render(
    <TestFrame words={everyWord}>
      <FirstPassword name="王芳" />
    </TestFrame>,
  );
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('先改成自己的密码');
  expect(screen.getByText('王芳，你好。这是第一次登录，只差这一步。')).toBeTruthy();
  expect(screen.queryAllByRole('link')).toEqual([]);
  const labels = [...document.querySelectorAll('label')].map((label) => label.textContent);
  expect(labels).toEqual(['现在的密码', '新密码', '再输一次新密码']);
  expect(document.title).toBe('先改成自己的密码 · 端');
  expect(screen.getByRole('button', { name: '退出登录' }).closest('form')?.action).toMatch(
    /\/logout$/,
  );
});
