import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function StockPage() {
  return <NotYet title={useText()('stock.title')} />;
}
