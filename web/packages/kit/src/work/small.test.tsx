import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { TestFrame } from '../testing/frame';
import { type CheckItem, Checklist, type CheckMarks, openItems } from './checklist';
import { Money } from './money';
import { toneOf } from './tones';

const items: CheckItem[] = [
  { key: 'power', title: '通电自检', needed: true },
  { key: 'clean', title: '清洁外壳' },
];

function Ticking() {
  const [marks, setMarks] = useState<CheckMarks>({});
  return (
    <>
      <Checklist label="安装检查" items={items} marks={marks} onChange={setMarks} notes />
      <output>
        {openItems(items, marks)
          .map(({ key }) => key)
          .join()}
      </output>
    </>
  );
}

test('a checklist counts what is done, keeps notes and knows what must still be done', () => {
  render(
    <TestFrame>
      <Ticking />
    </TestFrame>,
  );
  expect(screen.getByText('0 / 2 项')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('通电自检 · 备注'), { target: { value: '两次' } });
  expect(screen.getAllByRole('status')[0]?.textContent).toBe('power');
  fireEvent.click(screen.getByRole('checkbox', { name: /通电自检/ }));
  expect(screen.getByText('1 / 2 项')).toBeTruthy();
  expect(screen.getAllByRole('status')[0]?.textContent).toBe('');
  expect((screen.getByLabelText('通电自检 · 备注') as HTMLInputElement).value).toBe('两次');
});

test('an amount that is not to be seen is a dash that is read out', () => {
  render(
    <TestFrame>
      <Money value="1280000.50" />
      <Money value="1280000.50" short />
      <Money value={null} />
    </TestFrame>,
  );
  expect([...document.querySelectorAll('.money')].map((money) => money.textContent)).toEqual([
    '¥1,280,000.50',
    '¥128.0 万',
  ]);
  expect(screen.getByText('未提供')).toBeTruthy();
});

test('a state has one colour everywhere unless a feature says otherwise', () => {
  expect(toneOf('OVERDUE')).toBe('red');
  expect(toneOf('LOCKED', { LOCKED: 'brand' })).toBe('brand');
  expect(toneOf('SOMETHING_NEW')).toBe('grey');
});
