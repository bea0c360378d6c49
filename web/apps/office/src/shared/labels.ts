import { api, type Choice, type Kinds, take } from '@duan/api';
import { type GridOption, type Tone, useLang } from '@duan/kit';
import { provinceOf, provinces } from '@duan/rules';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type TextKey, useText } from './text';

const tones: Record<string, Tone> = {
  PROSPECT: 'blue',
  ACTIVE: 'green',
  DORMANT: 'amber',
  CLOSED: 'grey',
  MERGED: 'grey',
};
export const statusTone = (status: string): Tone => tones[status] ?? 'grey';

/** All enums of the archive with their Chinese labels, as the server knows them. */
export function useKinds() {
  return useQuery({
    queryKey: ['kinds'],
    queryFn: () => take(api.GET('/api/terminals/kinds')),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type Family = 'kind' | 'status' | 'level' | 'grade' | 'ownership' | 'channel' | 'purpose';
const listOf: Record<Family, keyof Kinds> = {
  kind: 'items',
  status: 'statuses',
  level: 'levels',
  grade: 'grades',
  ownership: 'ownerships',
  channel: 'channels',
  purpose: 'purposes',
};

/** Labels of stored codes in the user's language: the server's Chinese, our English, else the code. */
export function useLabels() {
  const t = useText();
  const { lang } = useLang();
  const { data: kinds } = useKinds();

  const label = useCallback(
    (family: Family, code: string | null | undefined): string => {
      if (!code) return '';
      const key = `${family}.${code}`;
      const served = (kinds?.[listOf[family]] as Choice[] | undefined)?.find(
        (choice) => choice.code === code,
      )?.label;
      if (lang === 'zh' && served) return served;
      const ours = t(key as TextKey);
      return ours === key ? (served ?? code) : ours;
    },
    [t, lang, kinds],
  );
  const options = useCallback(
    (family: Family): GridOption[] =>
      ((kinds?.[listOf[family]] ?? []) as Choice[]).map(({ code }) => ({
        value: code,
        label: label(family, code),
      })),
    [kinds, label],
  );
  const regionOptions = useMemo(
    () => provinces.map((province) => ({ value: province.code, label: province[lang] })),
    [lang],
  );
  const region = useCallback(
    (code: string, name: string) => (lang === 'zh' ? name : (provinceOf(code)?.en ?? name)),
    [lang],
  );
  /** 三级甲等 out of its two codes; only hospitals and campuses are graded. */
  const rank = useCallback(
    (kind: string, level: string, grade: string) => {
      if (kind !== 'HOSPITAL' && (kind !== 'CAMPUS' || level === '9')) return '';
      const graded = grade && grade !== 'NONE' ? label('grade', grade) : '';
      return [label('level', level), graded].filter(Boolean).join(lang === 'zh' ? '' : ' ');
    },
    [label, lang],
  );
  return { label, options, regionOptions, region, rank };
}
