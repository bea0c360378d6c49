import type { Me } from '@duan/api';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { TerminalList } from '../features/terminals/list';
import { NotFound } from './not-found';

export function Pages({ me }: { me: Me }) {
  const { pathname } = useLocation();
  if (me.must_change_password && pathname !== '/account')
    return <Navigate to="/account?tab=password" replace />;
  return (
    <Routes>
      <Route path="/" element={<Navigate to="/terminals" replace />} />
      <Route path="/terminals" element={<TerminalList />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
