import { useId, useState } from 'react';
import { Icon } from '../bits/icons';
import '../styles/work.css';
import { type KeptPhoto, type Photo, type SendPhoto, usePhotos } from './photos';
import { useWorkText } from './words';

type Props = {
  label: string;
  hint?: string;
  /** Sends one photo and reports the share sent (0..1). */
  send: SendPhoto;
  /** The photos the server has, whenever that changes. */
  onChange: (kept: KeptPhoto[]) => void;
  least?: number;
  most?: number;
  /** What the server has is evidence: it can't be taken back here. */
  final?: boolean;
  error?: string | undefined;
};

/** Photos from the camera or from files, sent while the person goes on; what didn't go through can be sent again. */
export function PhotoInput(props: Props) {
  const { label, hint, send, onChange, least = 0, most = 9, final = false, error } = props;
  const t = useWorkText();
  const id = useId();
  const { photos, add, again, drop } = usePhotos(send, onChange);
  const [odd, setOdd] = useState('');
  const room = most - photos.length;
  const kept = photos.filter((photo) => photo.kept).length;

  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    setOdd(files.find(({ type }) => !type.startsWith('image/'))?.name ?? '');
    add(files.filter(({ type }) => type.startsWith('image/')).slice(0, room));
  };
  const said = [
    error,
    odd && t('photo.notImage', { name: odd }),
    room === 0 ? t('photo.full', { n: most }) : '',
    kept < least ? t('photo.required', { n: least }) : '',
  ].find(Boolean);
  return (
    <fieldset className="photos" aria-describedby={`${id}-state`}>
      <legend>
        {label}
        {least > 0 && (
          <span className="sign-must" aria-hidden="true">
            *
          </span>
        )}
      </legend>
      {hint && <p className="quiet">{hint}</p>}
      <div className="photos-ways">
        <Way icon="camera" label={t('photo.camera')} full={room === 0} camera onTake={take} />
        <Way icon="upload" label={t('photo.file')} full={room === 0} onTake={take} />
      </div>
      {photos.length > 0 && (
        <ul className="photos-tiles">
          {photos.map((photo, index) => (
            <Tile
              key={photo.key}
              photo={photo}
              n={index + 1}
              stays={final && Boolean(photo.kept)}
              onAgain={() => again(photo)}
              onDrop={() => drop(photo)}
            />
          ))}
        </ul>
      )}
      <output id={`${id}-state`} className={error || odd ? 'field-error' : 'quiet'}>
        {said}
      </output>
    </fieldset>
  );
}

type WayProps = {
  icon: 'camera' | 'upload';
  label: string;
  full: boolean;
  camera?: boolean;
  onTake: (files: FileList | null) => void;
};

function Way({ icon, label, full, camera = false, onTake }: WayProps) {
  return (
    <label className={full ? 'touch-button touch-off' : 'touch-button'}>
      <Icon name={icon} size={18} />
      {label}
      <input
        className="visually-hidden"
        type="file"
        accept="image/*"
        disabled={full}
        {...(camera ? { capture: 'environment' as const } : { multiple: true })}
        onChange={(event) => {
          onTake(event.target.files);
          // The same picture may be chosen again after it was removed.
          event.target.value = '';
        }}
      />
    </label>
  );
}

type TileProps = {
  photo: Photo;
  n: number;
  stays: boolean;
  onAgain: () => void;
  onDrop: () => void;
};

function Tile({ photo, n, stays, onAgain, onDrop }: TileProps) {
  const t = useWorkText();
  const { name, preview, kept, problem, share } = photo;
  const state = kept ? 'kept' : problem ? 'failed' : 'sending';
  return (
    <li className={`photo photo-${state}`}>
      <img src={preview} alt={t('photo.view', { n, name })} />
      {!stays && (
        <button
          type="button"
          className="photo-drop"
          aria-label={t('photo.drop', { n })}
          onClick={onDrop}
        >
          <Icon name="close" size={18} />
        </button>
      )}
      <p className="photo-state">
        {state === 'sending' && (
          <progress value={share} max={1} aria-label={t('photo.view', { n, name })} />
        )}
        <span>{t(`photo.${state}`, { share: Math.round(share * 100) })}</span>
      </p>
      {problem && (
        <>
          <p className="photo-problem">{problem}</p>
          <button type="button" className="touch-button" onClick={onAgain}>
            <Icon name="refresh" size={18} />
            {t('photo.retry')}
          </button>
        </>
      )}
    </li>
  );
}
