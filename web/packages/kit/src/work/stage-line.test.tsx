import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { momentOf } from '../bits/when';
import { TestFrame } from '../testing/frame';
import { StageLine } from './stage-line';

test('a stage says its state, who, when, how long and what is missing', () => {
  const at = '2026-11-05T01:30:00Z';
  render(
    <TestFrame>
      <StageLine
        label="全程"
        stages={[
          {
            key: 'order',
            title: '订单',
            state: 'done',
            to: '/sales/1',
            who: '王芳',
            at,
            seconds: 97_200,
          },
          {
            key: 'install',
            title: '安装',
            state: 'now',
            about: '派给李工',
            who: '李工',
            seconds: 1500,
          },
          { key: 'accept', title: '验收', state: 'missing', missing: ['缺少医院签字'] },
          { key: 'train', title: '培训', state: 'ahead' },
        ]}
      />
    </TestFrame>,
  );
  const stages = within(screen.getByRole('list', { name: '全程' }));
  const text = (title: string) =>
    [...(stages.getByText(title).closest('.stage-text')?.children ?? [])].map(
      (line) => line.textContent,
    );
  expect(text('订单')).toEqual(['订单', '已完成', '王芳', momentOf(at), '用时 1 天 3 小时']);
  expect(text('安装')).toEqual(['安装', '进行中', '派给李工', '李工', '已 25 分钟']);
  expect(text('验收')).toEqual(['验收', '缺少', '缺少医院签字']);
  expect(text('培训')).toEqual(['培训', '未开始']);
  expect(screen.getByRole('link', { name: '订单' }).getAttribute('href')).toBe('/sales/1');
  expect(document.querySelector('[aria-current="step"]')?.textContent).toContain('安装');
});
