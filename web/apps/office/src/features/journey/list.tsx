import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function JourneysPage() {
  return <NotYet title={useText()('journey.title')} />;
}
