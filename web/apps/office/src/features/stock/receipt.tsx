import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function ReceiptPage() {
  return <NotYet title={useText()('stock.title')} />;
}
