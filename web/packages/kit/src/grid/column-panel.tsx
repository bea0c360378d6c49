import { Button, Checkbox, InputNumber, Segmented } from 'antd';
import { Dialog } from '../bits/dialog';
import { Icon } from '../bits/icons';
import { useKitText } from '../i18n/i18n';
import { clampWidth, narrowest, shift, widest } from './columns';
import type { ColumnSetting, Density } from './types';

type Props = {
  open: boolean;
  settings: ColumnSetting[];
  titles: Record<string, string>;
  density: Density;
  onSettings: (next: ColumnSetting[]) => void;
  onDensity: (next: Density) => void;
  onReset: () => void;
  onClose: () => void;
};

/** Which columns, in which order, how wide, how dense. */
export function ColumnPanel(props: Props) {
  const { open, settings, titles, density, onSettings, onDensity, onReset, onClose } = props;
  const t = useKitText();
  const patch = (key: string, change: Partial<ColumnSetting>) =>
    onSettings(settings.map((item) => (item.key === key ? { ...item, ...change } : item)));

  return (
    <Dialog
      open={open}
      title={t('kit.grid.columns')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onReset}>{t('kit.grid.reset')}</Button>
          <Button type="primary" onClick={onClose}>
            {t('kit.confirm')}
          </Button>
        </>
      }
    >
      <div className="panel-line">
        <span>{t('kit.grid.density')}</span>
        <Segmented<Density>
          aria-label={t('kit.grid.density')}
          value={density}
          onChange={onDensity}
          options={[
            { value: 'cosy', label: t('kit.grid.cosy') },
            { value: 'dense', label: t('kit.grid.dense') },
          ]}
        />
      </div>
      <ul className="columns-list">
        {settings.map(({ key, shown, width }, index) => {
          const name = titles[key] ?? key;
          return (
            <li key={key}>
              <Checkbox
                checked={shown}
                disabled={index === 0}
                aria-label={t('kit.grid.show', { name })}
                onChange={(event) => patch(key, { shown: event.target.checked })}
              >
                {name}
              </Checkbox>
              <InputNumber
                size="small"
                aria-label={`${name} ${t('kit.grid.width')}`}
                min={narrowest}
                max={widest}
                step={8}
                value={width}
                onChange={(next) => next !== null && patch(key, { width: clampWidth(next) })}
              />
              <button
                type="button"
                className="icon-button"
                disabled={index <= 1}
                aria-label={t('kit.grid.up', { name })}
                onClick={() => onSettings(shift(settings, key, -1))}
              >
                <Icon name="arrowUp" size={16} />
              </button>
              <button
                type="button"
                className="icon-button"
                disabled={index === 0 || index === settings.length - 1}
                aria-label={t('kit.grid.down', { name })}
                onClick={() => onSettings(shift(settings, key, 1))}
              >
                <Icon name="arrowDown" size={16} />
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
