import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { GridPage, GridQuery } from './types';

export type LoadPage<Row> = (query: GridQuery, cursor: string | null) => Promise<GridPage<Row>>;

/** Keyset pages of a list; what was loaded stays in memory, so Back shows the same rows at the same place. */
export function usePages<Row>(name: string, query: GridQuery, load: LoadPage<Row>) {
  const pages = useInfiniteQuery({
    queryKey: [name, 'pages', query],
    queryFn: ({ pageParam }) => load(query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
  return { ...pages, rows: pages.data?.pages.flatMap((page) => page.items) ?? [] };
}

const places = new Map<string, number>();

/** Put a scrolled box back where it was when the same address is shown again. */
export function useScrollPlace(
  box: React.RefObject<HTMLElement | null>,
  key: string,
  ready: boolean,
): void {
  useEffect(() => {
    const element = box.current;
    if (!element || !ready) return;
    element.scrollTop = places.get(key) ?? 0;
    const remember = () => places.set(key, element.scrollTop);
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [box, key, ready]);
}
