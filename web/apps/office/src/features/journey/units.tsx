import type { Journey } from '@duan/api';
import { Card } from '@duan/kit';
import { useText } from '../../shared/text';
import { UnitLine } from '../../shared/unit-line';

/** The devices of the deal, and where each one is. */
export function Units({ units }: { units: Journey['units'] }) {
  const t = useText();
  return (
    <Card title={t('journey.units')} flush={units.length > 0}>
      {units.length === 0 ? (
        <p className="quiet">{t('journey.units.empty')}</p>
      ) : (
        <ul className="lines">
          {units.map((unit) => (
            <UnitLine key={unit.id} unit={unit} />
          ))}
        </ul>
      )}
    </Card>
  );
}
