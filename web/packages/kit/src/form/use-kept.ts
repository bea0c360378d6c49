import { useState } from 'react';
import { dropDraft, readDraft, writeDraft } from './drafts';

/** State beside a form that survives a lost session like the form's own draft; `drop` when the work is done. */
export function useKept<Value>(key: string, initial: () => Value) {
  const [value, setValue] = useState<Value>(() => readDraft<Value>(key) ?? initial());
  const keep = (next: Value) => {
    writeDraft(key, next);
    setValue(next);
  };
  return [value, keep, () => dropDraft(key)] as const;
}
