import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function MoneyPage() {
  return <NotYet title={useText()('money.title')} />;
}
