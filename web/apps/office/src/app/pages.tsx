import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { TerminalList } from '../features/terminals/list';
import { NotFound } from './not-found';

const TerminalPage = lazy(() =>
  import('../features/terminals/page').then((module) => ({ default: module.TerminalPage })),
);
const InteractionList = lazy(() =>
  import('../features/interactions/list').then((module) => ({ default: module.InteractionList })),
);
const ImportHistory = lazy(() =>
  import('../features/imports/history').then((module) => ({ default: module.ImportHistory })),
);
const ImportPage = lazy(() =>
  import('../features/imports/page').then((module) => ({ default: module.ImportPage })),
);
const AttributeSets = lazy(() =>
  import('../features/attributes/list').then((module) => ({ default: module.AttributeSets })),
);
const AttributeBuilder = lazy(() =>
  import('../features/attributes/builder').then((module) => ({ default: module.AttributeBuilder })),
);
const StaffPage = lazy(() =>
  import('../features/staff/page').then((module) => ({ default: module.StaffPage })),
);
const AccountPage = lazy(() =>
  import('../features/account/page').then((module) => ({ default: module.AccountPage })),
);

/** Addresses and their pages; everything but the first list is loaded when it is first needed. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Navigate to="/terminals" replace />} />
      <Route path="/terminals" element={<TerminalList />} />
      <Route path="/terminals/:id" element={<TerminalPage />} />
      <Route path="/interactions" element={<InteractionList />} />
      <Route path="/imports" element={<ImportHistory />} />
      <Route path="/imports/new" element={<ImportPage />} />
      <Route path="/imports/:id" element={<ImportPage />} />
      <Route path="/attributes" element={<AttributeSets />} />
      <Route path="/attributes/new" element={<AttributeBuilder />} />
      <Route path="/staff" element={<StaffPage />} />
      <Route path="/account" element={<AccountPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
