import type { Task } from '@duan/api';
import type { CheckMark, CheckMarks } from '@duan/kit';
import { useEffect, useRef, useState } from 'react';
import { useFieldWrites } from './queries';

const typingPause = 700;
const same = (a: CheckMark | undefined, b: CheckMark) => a?.done === b.done && a.note === b.note;

/** The checklist as it is typed: a tick is sent at once, a note when the typing pauses; what was refused goes back. */
export function useTicks(task: Task) {
  const { tick } = useFieldWrites();
  const [typed, setTyped] = useState<CheckMarks>({});
  const [problem, setProblem] = useState<unknown>();
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const waiting = timers.current;
    return () => {
      for (const timer of waiting.values()) clearTimeout(timer);
    };
  }, []);

  const kept: CheckMarks = Object.fromEntries(
    task.checklist.map(({ key, done, note }) => [key, { done, note }]),
  );
  const marks: CheckMarks = { ...kept, ...typed };

  const forget = (key: string, mark: CheckMark) =>
    setTyped(({ [key]: now, ...rest }) =>
      now && !same(now, mark) ? { ...rest, [key]: now } : rest,
    );
  const send = async (key: string, mark: CheckMark) => {
    timers.current.delete(key);
    setProblem(undefined);
    try {
      await tick(task.id, { key, ...mark });
    } catch (caught) {
      setProblem(caught);
    } finally {
      forget(key, mark);
    }
  };
  const change = (next: CheckMarks) => {
    const [key, mark] = Object.entries(next).find(([one, now]) => !same(marks[one], now)) ?? [];
    if (!key || !mark) return;
    setTyped((all) => ({ ...all, [key]: mark }));
    clearTimeout(timers.current.get(key));
    if (mark.done !== marks[key]?.done) void send(key, mark);
    else
      timers.current.set(
        key,
        setTimeout(() => void send(key, mark), typingPause),
      );
  };
  return { marks, change, problem, saving: Object.keys(typed).length > 0 };
}
