import { useLang } from '@duan/kit';
import { useCallback } from 'react';
import { type TextKey, useText } from './text';

/** A role as the company calls it; in English the shipped roles by our words. */
export function useRoleName() {
  const t = useText();
  const { lang } = useLang();
  return useCallback(
    (code: string, name: string): string => {
      const key = `role.${code}`;
      const ours = t(key as TextKey);
      return lang === 'zh' || ours === key ? name : ours;
    },
    [t, lang],
  );
}
