import { useLang } from '@duan/kit';
import { useCallback } from 'react';
import { type TextKey, useText } from './text';
import { zh } from './words/zh/all';

/** A role as the company calls it; in English the shipped roles by our words. */
export function useRoleName() {
  const t = useText();
  const { lang } = useLang();
  return useCallback(
    (code: string, name: string): string => {
      const key = `role.${code}`;
      return lang === 'en' && key in zh ? t(key as TextKey) : name;
    },
    [t, lang],
  );
}
