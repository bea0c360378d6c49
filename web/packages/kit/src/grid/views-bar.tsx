import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Confirm } from '../bits/confirm';
import { Dialog } from '../bits/dialog';
import { Icon } from '../bits/icons';
import { ProblemNote } from '../bits/problem-note';
import { toast } from '../bits/toast';
import { useKitText } from '../i18n/i18n';
import type { GridView } from './types';

type Props = {
  views: GridView[];
  current: string;
  onPick: (view: GridView | null) => void;
  onSave: (name: string) => Promise<unknown>;
  onDrop: (view: GridView) => Promise<unknown>;
};

/** Saved views as a row of tabs; the last one saves what is on screen. */
export function ViewsBar({ views, current, onPick, onSave, onDrop }: Props) {
  const t = useKitText();
  const [saving, setSaving] = useState(false);
  const [dropping, setDropping] = useState<GridView | null>(null);

  return (
    <nav className="views" aria-label={t('kit.views.title')}>
      <button
        type="button"
        aria-pressed={current === ''}
        className="view"
        onClick={() => onPick(null)}
      >
        {t('kit.views.all')}
      </button>
      {views.map((view) => (
        <span key={view.id} className="view-slot">
          <button
            type="button"
            aria-pressed={current === view.id}
            className="view"
            onClick={() => onPick(view)}
          >
            {view.name}
          </button>
          {current === view.id && (
            <button
              type="button"
              className="icon-button icon-button-small"
              aria-label={t('kit.views.drop', { name: view.name })}
              onClick={() => setDropping(view)}
            >
              <Icon name="close" size={14} />
            </button>
          )}
        </span>
      ))}
      <button type="button" className="view view-save" onClick={() => setSaving(true)}>
        <Icon name="bookmark" size={15} />
        {t('kit.views.save')}
      </button>
      {saving && <SaveView onSave={onSave} onClose={() => setSaving(false)} />}
      <Confirm
        open={dropping !== null}
        danger
        title={t('kit.views.drop', { name: dropping?.name ?? '' })}
        yes={t('kit.confirm')}
        onClose={() => setDropping(null)}
        onYes={async () => {
          if (dropping) await onDrop(dropping);
          toast(t('kit.views.dropped'));
        }}
      >
        <p>{t('kit.views.dropAsk', { name: dropping?.name ?? '' })}</p>
      </Confirm>
    </nav>
  );
}

function SaveView({ onSave, onClose }: { onSave: Props['onSave']; onClose: () => void }) {
  const t = useKitText();
  const id = useId();
  const [name, setName] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();

  const save = async () => {
    setPending(true);
    try {
      await onSave(name.trim());
      toast(t('kit.views.saved'));
      onClose();
    } catch (caught) {
      setProblem(caught);
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      title={t('kit.views.save')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button type="primary" disabled={name.trim() === ''} loading={pending} onClick={save}>
            {t('kit.save')}
          </Button>
        </>
      }
    >
      <div className="field">
        <label htmlFor={id}>{t('kit.views.name')}</label>
        <Input
          id={id}
          value={name}
          maxLength={40}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={() => name.trim() !== '' && save()}
        />
        <p className="field-about">{t('kit.views.nameHint')}</p>
      </div>
      <ProblemNote problem={problem} />
    </Dialog>
  );
}
