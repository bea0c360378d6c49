import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function CatalogPage() {
  return <NotYet title={useText()('catalog.title')} />;
}
