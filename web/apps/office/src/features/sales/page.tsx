import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function DealPage() {
  return <NotYet title={useText()('sales.title')} />;
}
