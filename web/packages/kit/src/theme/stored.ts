/** A preference kept in this browser; a blocked or broken storage is the same as an empty one. */
export function readStored<Value>(key: string, fallback: Value): Value {
  try {
    const text = localStorage.getItem(`duan.${key}`);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    return fallback;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(`duan.${key}`, JSON.stringify(value));
  } catch {
    // Private windows refuse storage; the preference then lives as long as the page.
  }
}
