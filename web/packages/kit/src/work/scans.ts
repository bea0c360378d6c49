import { Problem } from '@duan/api';
import { useEffect, useRef, useState } from 'react';

/** What came of one scan; `ok: false` is a refusal that the server has put on record. */
export type ScanAnswer = { title: string; detail?: string; ok?: boolean; code?: string };
export type Scan = ScanAnswer & { key: number; text: string; ok: boolean };

async function answerTo(text: string, ask: (text: string) => Promise<ScanAnswer>) {
  try {
    return { ok: true, ...(await ask(text)) };
  } catch (problem) {
    const title = problem instanceof Error ? problem.message : String(problem);
    return { ok: false, title, code: problem instanceof Problem ? problem.code : 'client' };
  }
}

/** Scans in their order, one question at a time: a scanner is faster than the network and must lose nothing. */
export function useScans(ask: (text: string) => Promise<ScanAnswer>) {
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const [waiting, setWaiting] = useState(0);
  const latest = useRef(ask);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const count = useRef(0);
  useEffect(() => {
    latest.current = ask;
  });

  const submit = (text: string) => {
    setWaiting((before) => before + 1);
    queue.current = queue.current.then(async () => {
      const answer = await answerTo(text, latest.current);
      count.current += 1;
      const scan = { ...answer, text, key: count.current };
      setScans((before) => [scan, ...before]);
      setWaiting((before) => before - 1);
    });
  };
  return { scans, waiting, submit };
}
