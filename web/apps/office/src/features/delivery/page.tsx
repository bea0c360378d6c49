import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function ShipmentPage() {
  return <NotYet title={useText()('delivery.title')} />;
}
