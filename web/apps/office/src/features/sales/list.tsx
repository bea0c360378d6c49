import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function SalesPage() {
  return <NotYet title={useText()('sales.title')} />;
}
