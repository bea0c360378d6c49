import { useEffect, useId, useRef, useState } from 'react';
import SignPad from 'signature_pad';
import { Icon } from '../bits/icons';
import '../styles/work.css';
import { useWorkText } from './words';

type Props = {
  label: string;
  required?: boolean;
  /** Said below the frame, for example by the server. */
  error?: string | undefined;
  /** The signature as a PNG, or nothing after it was cleared. */
  onChange: (png: Blob | null) => void;
};

/** Ink on paper in every theme: the picture is printed and looked at elsewhere. */
const ink = { penColor: '#18211f', backgroundColor: '#ffffff', minWidth: 0.9, maxWidth: 2.8 };

/** Gives the canvas as many dots as the screen has and draws the strokes anew. */
function fit(canvas: HTMLCanvasElement, pad: SignPad): void {
  const dots = Math.max(window.devicePixelRatio, 1);
  const [width, height] = [canvas.offsetWidth * dots, canvas.offsetHeight * dots];
  if (width === 0 || (canvas.width === width && canvas.height === height)) return;
  const strokes = pad.toData();
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.scale(dots, dots);
  pad.clear();
  pad.fromData(strokes);
}

/** A frame to sign in with a finger, a pen or a mouse. */
export function SignaturePad({ label, required = false, error, onChange }: Props) {
  const t = useWorkText();
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignPad>(null);
  const [signed, setSigned] = useState(false);
  const told = useRef(onChange);
  useEffect(() => {
    told.current = onChange;
  });

  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const own = new SignPad(place, ink);
    pad.current = own;
    own.addEventListener('endStroke', () => {
      setSigned(true);
      place.toBlob((png) => told.current(png), 'image/png');
    });
    const watch = new ResizeObserver(() => fit(place, own));
    watch.observe(place);
    fit(place, own);
    return () => {
      watch.disconnect();
      own.off();
    };
  }, []);

  const clear = () => {
    pad.current?.clear();
    setSigned(false);
    onChange(null);
  };
  const missing = required && !signed;
  return (
    <fieldset className="sign" aria-describedby={`${id}-state`}>
      <legend>
        {label}
        {required && (
          <span className="sign-must" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      <div className={error ? 'sign-frame sign-wrong' : 'sign-frame'}>
        <canvas ref={canvas} role="img" aria-label={label} />
        {!signed && (
          <span className="sign-hint" aria-hidden="true">
            {t('sign.hint')}
          </span>
        )}
      </div>
      <div className="sign-foot">
        <output
          id={`${id}-state`}
          className={error ? 'field-error' : signed ? 'sign-done' : 'quiet'}
        >
          {error ?? (signed ? t('sign.signed') : missing ? t('sign.required') : '')}
        </output>
        <button type="button" className="touch-button" disabled={!signed} onClick={clear}>
          <Icon name="undo" size={18} />
          {t('sign.clear')}
        </button>
      </div>
    </fieldset>
  );
}
