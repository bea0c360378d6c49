import { StatusTag, type Tone } from '@duan/kit';
import { useText } from '../../shared/text';
import { today, validity } from '../../shared/validity';

const soon = 180;

/** Until when a product's certificates reach, in the colour of how soon that is. */
export function Certified({ through }: { through: string | null | undefined }) {
  const t = useText();
  if (!through) return <StatusTag tone="red">{t('catalog.certified.none')}</StatusTag>;
  const { state, days } = validity(today(), through);
  const tone: Tone = state === 'over' ? 'red' : days <= soon ? 'amber' : 'green';
  return (
    <StatusTag tone={tone}>
      {t(tone === 'red' ? 'catalog.certified.over' : 'catalog.certified.through', { day: through })}
    </StatusTag>
  );
}
