import { Button, Icon, PageHeader, TabBar } from '@duan/kit';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { AddWarehouse, OpenIntake } from './forms';
import { Intakes, Movements } from './grids';
import { Levels } from './levels';
import { useWarehouses } from './queries';
import './stock.css';

const panels = { levels: Levels, intakes: Intakes, movements: Movements };
type Tab = keyof typeof panels;
const tabs = Object.keys(panels) as Tab[];

function useTab(): [Tab, (key: string) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get('tab');
  const tab = tabs.find((one) => one === asked) ?? 'levels';
  // Each tab has its own search and filters: those of the one that is left go.
  const pick = (key: string) => setParams(key === 'levels' ? {} : { tab: key }, { replace: true });
  return [tab, pick];
}

/** What is in stock, what came in and what went out. */
export function StockPage() {
  const t = useText();
  const [tab, pick] = useTab();
  const [sheet, setSheet] = useState<'intake' | 'warehouse' | null>(null);
  const mayDefine = useMay('stock.define');
  const { data: warehouses = [] } = useWarehouses();
  const open = warehouses.filter(({ may }) => may.includes('receive'));
  const Panel = panels[tab];
  return (
    <div className="page-fit">
      <PageHeader
        title={t('stock.title')}
        about={t('stock.about')}
        actions={
          <>
            {mayDefine && (
              <Button onClick={() => setSheet('warehouse')}>{t('stock.warehouse.new')}</Button>
            )}
            {open.length > 0 && (
              <Button
                type="primary"
                icon={<Icon name="scan" size={16} />}
                onClick={() => setSheet('intake')}
              >
                {t('stock.intake.new')}
              </Button>
            )}
          </>
        }
      />
      <TabBar
        label={t('stock.title')}
        items={tabs.map((key) => ({ key, label: t(`stock.tab.${key}`) }))}
        current={tab}
        onPick={pick}
      />
      <div role="tabpanel" aria-labelledby={`tab-${tab}`} className="stock-panel">
        <Panel />
      </div>
      {sheet === 'intake' && <OpenIntake warehouses={open} onClose={() => setSheet(null)} />}
      {sheet === 'warehouse' && <AddWarehouse onClose={() => setSheet(null)} />}
    </div>
  );
}
