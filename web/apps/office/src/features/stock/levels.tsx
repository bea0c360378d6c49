import type { StockLevel, Warehouse } from '@duan/api';
import { Card, EmptyState, ErrorState, Note, StatusTag, Waiting } from '@duan/kit';
import { Link } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { useLevels, useWarehouses } from './queries';
import './stock.css';

function Level({ level, warehouses }: { level: StockLevel; warehouses: Warehouse[] }) {
  const t = useText();
  const mayDevices = useMay('assets.see');
  const nameOf = (id: string) => warehouses.find((house) => house.id === id)?.name ?? '';
  return (
    <li className="level">
      <div className="level-name">
        <h2>{level.product_name}</h2>
        <p className="quiet">
          {level.model_name}
          {mayDevices && (
            <>
              {' · '}
              <Link to={`/devices?status=IN_STOCK&model=${level.model_id}`}>
                {t('stock.levels.devices')}
              </Link>
            </>
          )}
        </p>
      </div>
      <ul className="level-places">
        {level.warehouses.map((place) => (
          <li key={place.warehouse_id}>
            <span className="quiet">{nameOf(place.warehouse_id)}</span>
            <strong>
              <span className="visually-hidden">
                {t('stock.levels.in', { name: nameOf(place.warehouse_id) })}
              </span>
              {place.count}
            </strong>
            {place.expired > 0 && (
              <StatusTag tone="red">{t('stock.levels.expired', { n: place.expired })}</StatusTag>
            )}
          </li>
        ))}
      </ul>
      <p className="level-total">
        {t('stock.levels.total', { n: level.count, unit: level.unit_name })}
      </p>
    </li>
  );
}

/** What is in stock, by model, with the count in each warehouse. */
export function Levels() {
  const t = useText();
  const levels = useLevels();
  const { data: warehouses } = useWarehouses();
  if (levels.isPending || !warehouses) return <Waiting rows={8} />;
  if (levels.isError) return <ErrorState problem={levels.error} onRetry={() => levels.refetch()} />;
  if (warehouses.length === 0) return <Note tone="blue">{t('stock.warehouse.none')}</Note>;
  if (levels.data.length === 0)
    return (
      <EmptyState
        icon="boxes"
        title={t('stock.levels.empty.title')}
        hint={t('stock.levels.empty.hint')}
      />
    );
  return (
    <Card flush>
      <ul>
        {levels.data.map((level) => (
          <Level key={level.model_id} level={level} warehouses={warehouses} />
        ))}
      </ul>
    </Card>
  );
}
