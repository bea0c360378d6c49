import { type LazyWords, WithWords } from '@duan/kit';
import { type ComponentType, lazy } from 'react';
import { matchPath, Navigate, Route, Routes } from 'react-router';
import type { Area, AreaPage } from './area';
import { areas } from './areas';
import { NotFound } from './not-found';

type Opening = {
  path: string;
  words: readonly LazyWords[];
  /** Asks for the page's code once, however often it is called. */
  fetch: () => Promise<{ default: ComponentType }>;
  Page: ComponentType;
};

function opening(area: Area, { path, load, words = [] }: AreaPage): Opening {
  let page: Promise<{ default: ComponentType }> | undefined;
  const fetch = () => {
    page ??= load().then((component) => ({ default: component }));
    return page;
  };
  return { path, words: [...area.words, ...words], fetch, Page: lazy(fetch) };
}

const openings = areas.flatMap((area) => area.pages.map((page) => opening(area, page)));

/** Ask for a page early; whether it came is seen where it is shown. */
const hasten = ({ fetch }: Opening) => void fetch().catch(() => undefined);

/** Fetch the page of an address before it is known who is here. */
export function fetchPage(pathname: string): void {
  const found = openings.find(({ path }) => matchPath(path, pathname));
  if (found) hasten(found);
}

/** A page with the words of its area. */
function Opened({ opening }: { opening: Opening }) {
  // Words suspend first: without this the page would be asked for only after they have come.
  hasten(opening);
  return (
    <WithWords words={opening.words}>
      <opening.Page />
    </WithWords>
  );
}

/** Addresses and their pages; `home` is the first page the person may see. */
export function Pages({ home }: { home: string }) {
  return (
    <Routes>
      <Route path="/" element={<Navigate to={home} replace />} />
      {openings.map((opening) => (
        <Route key={opening.path} path={opening.path} element={<Opened opening={opening} />} />
      ))}
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
