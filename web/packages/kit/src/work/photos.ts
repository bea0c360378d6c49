import { useEffect, useRef, useState } from 'react';

export type KeptPhoto = { id: string; name: string };
export type SendPhoto = (file: File, onProgress: (share: number) => void) => Promise<KeptPhoto>;
export type Photo = {
  key: number;
  name: string;
  preview: string;
  file: File;
  share: number;
  kept?: KeptPhoto;
  problem?: string;
};

/** Photos on their way: each is sent at once, can be sent again, and is told to the page when the server has it. */
export function usePhotos(send: SendPhoto, onChange: (kept: KeptPhoto[]) => void) {
  const [photos, setPhotos] = useState<readonly Photo[]>([]);
  const current = useRef(photos);
  const count = useRef(0);
  const told = useRef(onChange);

  useEffect(() => {
    told.current = onChange;
  });
  useEffect(
    () => () => {
      for (const { preview } of current.current) URL.revokeObjectURL(preview);
    },
    [],
  );

  const put = (next: readonly Photo[]) => {
    const before = current.current.filter(({ kept }) => kept).length;
    current.current = next;
    setPhotos(next);
    const kept = next.flatMap((photo) => photo.kept ?? []);
    if (kept.length !== before) told.current(kept);
  };
  const mend = (key: number, change: Partial<Photo>) =>
    put(current.current.map((photo) => (photo.key === key ? { ...photo, ...change } : photo)));

  const start = async ({ key, file }: Photo) => {
    try {
      const kept = await send(file, (share) => mend(key, { share }));
      mend(key, { share: 1, kept });
    } catch (reason) {
      mend(key, { share: 0, problem: reason instanceof Error ? reason.message : String(reason) });
    }
  };
  const add = (files: readonly File[]) => {
    const added = files.map((file) => {
      count.current += 1;
      const preview = URL.createObjectURL(file);
      return { key: count.current, name: file.name, file, preview, share: 0 };
    });
    put([...current.current, ...added]);
    for (const photo of added) void start(photo);
  };
  const again = (photo: Photo) => {
    const { problem: _, ...fresh } = photo;
    put(current.current.map((one) => (one.key === photo.key ? fresh : one)));
    void start(fresh);
  };
  const drop = (photo: Photo) => {
    URL.revokeObjectURL(photo.preview);
    put(current.current.filter(({ key }) => key !== photo.key));
  };
  return { photos, add, again, drop };
}
