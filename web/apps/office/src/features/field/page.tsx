import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function TaskPage() {
  return <NotYet title={useText()('field.title')} />;
}
