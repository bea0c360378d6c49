import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function FieldPage() {
  return <NotYet title={useText()('field.title')} />;
}
