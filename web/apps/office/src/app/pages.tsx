import type { Me } from '@duan/api';
import { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { TerminalList } from '../features/terminals/list';
import { NotFound } from './not-found';

const TerminalPage = lazy(() =>
  import('../features/terminals/page').then((module) => ({ default: module.TerminalPage })),
);
const InteractionList = lazy(() =>
  import('../features/interactions/list').then((module) => ({ default: module.InteractionList })),
);

export function Pages({ me }: { me: Me }) {
  const { pathname } = useLocation();
  if (me.must_change_password && pathname !== '/account')
    return <Navigate to="/account?tab=password" replace />;
  return (
    <Routes>
      <Route path="/" element={<Navigate to="/terminals" replace />} />
      <Route path="/terminals" element={<TerminalList />} />
      <Route path="/terminals/:id" element={<TerminalPage />} />
      <Route path="/interactions" element={<InteractionList />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
