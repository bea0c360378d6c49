import { NotYet } from '../../shared/not-yet';
import { useText } from '../../shared/text';

export function TicketPage() {
  return <NotYet title={useText()('care.title')} />;
}
