import { useWorkText } from './words';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Says seconds in the two largest units that matter: `3 天 4 小时`, `25 分钟`. */
export function useSpan(): (seconds: number) => string {
  const t = useWorkText();
  return (seconds) => {
    if (seconds < minute) return t('span.moment');
    const days = Math.floor(seconds / day);
    const hours = Math.floor((seconds % day) / hour);
    const minutes = Math.floor((seconds % hour) / minute);
    const parts = [
      days > 0 ? t('span.days', { n: days }) : '',
      hours > 0 ? t('span.hours', { n: hours }) : '',
      days === 0 && minutes > 0 ? t('span.minutes', { n: minutes }) : '',
    ];
    return parts.filter(Boolean).join(' ');
  };
}
