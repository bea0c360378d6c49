import type { Journey } from '@duan/api';
import { Card, dayOf, ErrorState, PageHeader, StageLine, Waiting } from '@duan/kit';
import { Link, useParams } from 'react-router';
import { useMay } from '../../shared/me';
import '../../shared/journey.css';
import { useText } from '../../shared/text';
import { MoneyLine } from './money-line';
import { Now } from './now';
import { useJourney } from './queries';
import { useStages } from './stages';
import { Units } from './units';

function About({ journey }: { journey: Journey }) {
  const t = useText();
  const mayOpen = useMay('terminals.see');
  const { terminal_id: id, terminal_name: name, department_name: department } = journey;
  return (
    <>
      {id && mayOpen ? (
        <Link className="underlined" to={`/terminals/${id}`}>
          {name}
        </Link>
      ) : (
        name
      )}
      {department && ` · ${department}`}
      {journey.begun_at && ` · ${t('journey.begun', { at: dayOf(journey.begun_at) })}`}
    </>
  );
}

/** One deal from lead to renewal: where it stands, what it waits for, and its devices. */
export function JourneyPage() {
  const t = useText();
  const { id = '' } = useParams();
  const { data: journey, isPending, error, refetch } = useJourney(id);
  const stages = useStages(journey);
  if (isPending) return <Waiting rows={10} />;
  if (!journey) return <ErrorState problem={error} onRetry={() => refetch()} />;
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/journeys', label: t('journey.title') }}
        title={journey.title}
        about={<About journey={journey} />}
      />
      <Now journey={journey} />
      <Card title={t('journey.line')}>
        <StageLine label={t('journey.line')} stages={stages} />
      </Card>
      <MoneyLine id={id} />
      <Units units={journey.units} />
    </div>
  );
}
