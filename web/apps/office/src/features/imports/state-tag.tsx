import type { Import } from '@duan/api';
import { StatusTag, type Tone } from '@duan/kit';
import { useText } from '../../shared/text';

const tones: Record<Import['state'], Tone> = {
  UPLOADED: 'blue',
  CHECKING: 'amber',
  CHECKED: 'blue',
  LOADING: 'amber',
  LOADED: 'green',
  UNDONE: 'grey',
  FAILED: 'red',
};

export function StateTag({ state }: { state: Import['state'] }) {
  const t = useText();
  return <StatusTag tone={tones[state]}>{t(`imports.state.${state}`)}</StatusTag>;
}
