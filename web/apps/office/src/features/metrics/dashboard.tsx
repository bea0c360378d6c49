import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function DashboardPage() {
  return <NotYet title={useText()('metrics.title')} />;
}
