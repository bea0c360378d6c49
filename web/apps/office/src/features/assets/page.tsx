import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function DevicePage() {
  return <NotYet title={useText()('assets.title')} />;
}
