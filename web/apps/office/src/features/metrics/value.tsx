import type { Figure, FigureValue } from '@duan/api';
import { useLang } from '@duan/kit';
import { moneyLabel, moneyShort } from '@duan/rules';
import { useText } from '../../shared/text';

/** A figure in the language of the page. */
export function useFigureWords() {
  const { lang } = useLang();
  return {
    nameOf: (figure: Figure) => (lang === 'zh' ? figure.name : figure.name_en),
    formulaOf: (figure: Figure) => (lang === 'zh' ? figure.formula : figure.formula_en),
    stateOf: (figure: Figure, code: string) => {
      const found = figure.states.find((state) => state.code === code);
      return (lang === 'zh' ? found?.label : found?.label_en) ?? code;
    },
  };
}

/** `0.8571` → `85.7 %`; of nothing there is no share, and a dash says so. */
export function shareLabel(value: string | null): string {
  if (value === null) return '—';
  const percent = Number(value) * 100;
  return `${Number.isInteger(percent) ? percent : percent.toFixed(1)} %`;
}

export function useParts() {
  const t = useText();
  const { lang } = useLang();
  const short = (figure: Figure, amount: string) =>
    figure.unit === 'PERCENT_OF_YUAN' ? moneyShort(amount, lang) : String(Number(amount));
  return {
    short,
    full: (figure: Figure, amount: string) =>
      figure.unit === 'PERCENT_OF_YUAN' ? moneyLabel(amount) : String(Number(amount)),
    /** `9 / 12`, or `¥30万，共应收 ¥120万`. */
    made: (figure: Figure, of: Pick<FigureValue, 'numerator' | 'denominator'>) => {
      const num = short(figure, of.numerator);
      const den = short(figure, of.denominator);
      return figure.unit === 'PERCENT_OF_YUAN'
        ? t('metrics.ofYuan', { num, den })
        : `${num} / ${den}`;
    },
  };
}
