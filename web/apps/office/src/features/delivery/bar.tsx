import { useText } from '../../shared/text';
import './delivery.css';

type Props = { checked: number; quantity: number; label: string };

/** How much of what was ordered is checked. */
export function CheckBar({ checked, quantity, label }: Props) {
  const t = useText();
  return (
    <span className="check-bar">
      <progress aria-label={label} value={checked} max={quantity} />
      <span className="check-count">{t('delivery.progress', { checked, quantity })}</span>
    </span>
  );
}
