import { sameValue } from './schema';

/** Unsaved work of open forms, kept for this browser tab until it is saved or thrown away. */
const prefix = 'duan.draft.';

/** One touched field: its path, what the record said when typing began, and what was typed. */
export type Touched = { path: string; was: unknown; now: unknown };

export function readDraft<Value>(key: string): Value | undefined {
  try {
    const text = sessionStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as Value);
  } catch {
    return undefined;
  }
}

export function writeDraft(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage: the form then lives as long as the page.
  }
}

export function dropDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key);
  } catch {
    // As above: what could not be kept need not be dropped.
  }
}

/** Drafts belong to one person: somebody else signing in on this tab finds none. */
export function claimDrafts(owner: string): void {
  if (sameValue(readDraft('owner'), owner)) return;
  dropDrafts();
  writeDraft('owner', owner);
}

export function dropDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // No storage, no drafts.
  }
}
