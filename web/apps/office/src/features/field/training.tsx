import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function TrainingPage() {
  return <NotYet title={useText()('field.title')} />;
}
