import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function DevicesPage() {
  return <NotYet title={useText()('assets.title')} />;
}
