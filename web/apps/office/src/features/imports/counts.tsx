import type { Import } from '@duan/api';
import { countLabel } from '@duan/rules';
import { useText } from '../../shared/text';

const order = ['new', 'changed', 'same', 'campuses', 'duplicates', 'refused'] as const;

export function Counts({ counts }: { counts: Import['counts'] }) {
  const t = useText();
  return (
    <dl className="counts">
      {order.map((key) => (
        <div key={key} className={`count count-${key}${counts[key] > 0 ? '' : ' count-zero'}`}>
          <dt>{t(`imports.count.${key}`)}</dt>
          <dd>{countLabel(counts[key], false)}</dd>
        </div>
      ))}
    </dl>
  );
}
