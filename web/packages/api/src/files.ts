import { refusalOf } from './client';
import { writeHeaders } from './ids';
import { offlineProblem } from './problem';

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function fileNameOf(response: Response, fallback: string): string {
  const header = response.headers.get('Content-Disposition') ?? '';
  const wide = /filename\*=(?:UTF-8|utf-8)''([^;]+)/.exec(header)?.[1];
  const plain = /filename="?([^";]+)"?/.exec(header)?.[1];
  return wide ? decodeURIComponent(wide) : (plain ?? fallback);
}

/** Fetch a file with the session and hand it to the browser's download folder; refusals become a `Problem`. */
export async function download(
  path: string,
  query: Record<string, string>,
  fallbackName: string,
): Promise<void> {
  const response = await fetch(`${path}?${new URLSearchParams(query)}`).catch(() => {
    throw offlineProblem();
  });
  if (!response.ok) {
    throw refusalOf(response.status, json(await response.text()));
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameOf(response, fallbackName);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Post one file as multipart, with what belongs to it, and report the share sent (0..1); `fetch` can't tell how far
 * an upload is. */
export function upload<Answer>(
  path: string,
  file: File,
  onProgress: (share: number) => void,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of Object.entries(writeHeaders()))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(offlineProblem());
    request.onload = () => {
      const body = json(request.responseText);
      if (request.status >= 200 && request.status < 300) return resolve(body as Answer);
      reject(refusalOf(request.status, body));
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file, file.name);
    request.send(form);
  });
}
