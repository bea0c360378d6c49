import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function ProductPage() {
  return <NotYet title={useText()('catalog.title')} />;
}
