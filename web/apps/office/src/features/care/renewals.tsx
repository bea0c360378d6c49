import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function RenewalsPage() {
  return <NotYet title={useText()('care.title')} />;
}
