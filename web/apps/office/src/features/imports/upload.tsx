import { Card, Icon, Note, ProblemNote, Progress } from '@duan/kit';
import { sizeLabel } from '@duan/rules';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../shared/text';
import { useImportWrites } from './queries';

const allowed = /\.(xlsx|csv)$/i;

/** Take one file by drop, click or keyboard, and send it with a progress bar. */
export function UploadStep() {
  const t = useText();
  const navigate = useNavigate();
  const { send } = useImportWrites();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState(0);
  const [wrong, setWrong] = useState('');
  const [problem, setProblem] = useState<unknown>();

  const take = async (picked: File | undefined) => {
    if (!picked) return;
    setProblem(undefined);
    setWrong(allowed.test(picked.name) ? '' : picked.name);
    if (!allowed.test(picked.name)) return;
    setFile(picked);
    setShare(0);
    try {
      const made = await send(picked, setShare);
      navigate(`/imports/${made.id}`, { replace: true });
    } catch (caught) {
      setProblem(caught);
      setFile(undefined);
    }
  };

  return (
    <Card>
      <div className="stack">
        {file ? (
          <div className="drop drop-busy" role="status">
            <Icon name="file" size={28} />
            <p>
              {share < 1
                ? t('imports.drop.sending', { name: file.name })
                : t('imports.drop.reading')}{' '}
              <span className="quiet">{sizeLabel(file.size)}</span>
            </p>
            <Progress
              percent={Math.round(share * 100)}
              aria-label={t('imports.drop.sending', { name: file.name })}
            />
          </div>
        ) : (
          <label
            className={over ? 'drop drop-over' : 'drop'}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(false);
              take(event.dataTransfer.files[0]);
            }}
          >
            <span className="state-icon">
              <Icon name="upload" size={26} />
            </span>
            <strong>{t('imports.drop.title')}</strong>
            <span className="quiet">{t('imports.drop.hint')}</span>
            <input
              ref={input}
              type="file"
              className="visually-hidden"
              accept=".xlsx,.csv"
              aria-label={t('imports.drop.choose')}
              onChange={(event) => {
                take(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
          </label>
        )}
        {wrong && (
          <Note tone="red" icon="warning">
            <p role="alert">{t('imports.drop.wrong', { name: wrong })}</p>
          </Note>
        )}
        <ProblemNote problem={problem} />
      </div>
    </Card>
  );
}
