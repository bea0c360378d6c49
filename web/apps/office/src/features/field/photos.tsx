import type { Task } from '@duan/api';
import { Card, momentOf, PhotoInput } from '@duan/kit';
import { useState } from 'react';
import { useText } from '../../shared/text';
import { keepPicture, pictureOf, useFieldWrites } from './queries';

function Gallery({ photos }: { photos: Task['photos'] }) {
  const t = useText();
  return (
    <ul className="field-gallery">
      {photos.map((photo, index) => (
        <li key={photo.id}>
          <a href={pictureOf(photo.file_id)} target="_blank" rel="noreferrer">
            <img
              src={pictureOf(photo.file_id)}
              alt={photo.caption || t('field.photo', { n: index + 1 })}
              loading="lazy"
            />
          </a>
          <p>
            {photo.added_by_name} {momentOf(photo.added_at)}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What was photographed; whoever is at work here adds to it. */
export function Photos({ task }: { task: Task }) {
  const t = useText();
  const { addPhoto } = useFieldWrites();
  const [fresh, setFresh] = useState<string[]>([]);
  const works = task.may.includes('work');
  // A photo that was just sent is shown by the input until it is taken from there.
  const older = task.photos.filter(({ file_id }) => !fresh.includes(file_id));
  const send = async (file: File, onProgress: (share: number) => void) => {
    const { id, name } = await keepPicture(task, file, onProgress);
    await addPhoto(task.id, id);
    return { id, name };
  };
  return (
    <Card title={t('field.photos')}>
      <div className="stack">
        {older.length > 0 && <Gallery photos={older} />}
        {works ? (
          <PhotoInput
            label={t('field.photos.add')}
            hint={t('field.photos.hint')}
            least={older.length === 0 ? 1 : 0}
            final
            send={send}
            onChange={(kept) => setFresh(kept.map(({ id }) => id))}
          />
        ) : (
          task.photos.length === 0 && <p className="quiet">{t('field.photos.none')}</p>
        )}
      </div>
    </Card>
  );
}
