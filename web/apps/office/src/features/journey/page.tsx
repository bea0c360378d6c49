import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function JourneyPage() {
  return <NotYet title={useText()('journey.title')} />;
}
