import { Card, EmptyState, ErrorState, MoreButton, Waiting } from '@duan/kit';
import { JourneyLine } from '../../shared/journey-row';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { UnitLine } from '../../shared/unit-line';
import { useDeals, useDevices } from './queries';

/** The deals of this terminal, each with the way to its journey. */
function Deals({ id }: { id: string }) {
  const t = useText();
  const pages = useDeals(id);
  if (pages.isPending) return <Waiting />;
  if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
  const rows = pages.data.pages.flatMap((page) => page.items);
  if (rows.length === 0)
    return (
      <EmptyState icon="route" title={t('journey.empty.title')} hint={t('terminals.deals.empty')} />
    );
  return (
    <Card title={t('terminals.deals.title')} flush>
      <ul className="lines">
        {rows.map((row) => (
          <JourneyLine key={row.deal_id} row={row} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Card>
  );
}

/** The devices that stand here or are on their way; silent without any. */
function Devices({ id }: { id: string }) {
  const t = useText();
  const pages = useDevices(id);
  if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
  const units = pages.data?.pages.flatMap((page) => page.items) ?? [];
  if (units.length === 0) return null;
  return (
    <Card title={t('journey.units')} flush>
      <ul className="lines">
        {units.map((unit) => (
          <UnitLine
            key={unit.id}
            unit={{ ...unit, name: `${unit.product_name} ${unit.model_name}` }}
          />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Card>
  );
}

export function DealsPanel({ id }: { id: string }) {
  const maySeeDevices = useMay('assets.see');
  return (
    <>
      <Deals id={id} />
      {maySeeDevices && <Devices id={id} />}
    </>
  );
}
