import type { Import } from '@duan/api';
import { Button, Card, Confirm, Icon, toast } from '@duan/kit';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../shared/text';
import { Counts } from './counts';
import { Problems } from './problems';
import { useImportWrites } from './queries';

type BannerProps = {
  tone: 'green' | 'grey' | 'red';
  icon: 'check' | 'undo' | 'warning';
  title: string;
  hint: string;
};

function Banner({ tone, icon, title, hint }: BannerProps) {
  return (
    <div className="banner">
      <span className={`state-icon state-icon-${tone}`}>
        <Icon name={icon} size={26} />
      </span>
      <div>
        <h2>{title}</h2>
        <p className="quiet">{hint}</p>
      </div>
    </div>
  );
}

export function Loaded({ item }: { item: Import }) {
  const t = useText();
  const writes = useImportWrites();
  const [asking, setAsking] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per finished import
  useEffect(() => {
    writes.loaded();
  }, [item.id]);
  return (
    <>
      <Card>
        <div className="stack">
          <Banner
            tone="green"
            icon="check"
            title={t('imports.done.title')}
            hint={t('imports.done.hint')}
          />
          <Counts counts={item.counts} />
          <div className="row row-end">
            <Button icon={<Icon name="undo" size={16} />} onClick={() => setAsking(true)}>
              {t('imports.undo')}
            </Button>
            <Link className="button-link button-link-primary" to="/terminals?sort=-updated_at">
              {t('imports.done.see')}
            </Link>
          </div>
        </div>
      </Card>
      {item.counts.refused > 0 && <Problems item={item} />}
      <Confirm
        open={asking}
        danger
        title={t('imports.undo')}
        yes={t('imports.undo')}
        onClose={() => setAsking(false)}
        onYes={async () => {
          await writes.undo(item.id);
          toast(t('imports.undo.done'));
        }}
      >
        <p>{t('imports.undo.ask')}</p>
      </Confirm>
    </>
  );
}

export function Undone() {
  const t = useText();
  return (
    <Card>
      <Banner
        tone="grey"
        icon="undo"
        title={t('imports.undone.title')}
        hint={t('imports.undone.hint')}
      />
    </Card>
  );
}

export function Failed({ item }: { item: Import }) {
  const t = useText();
  return (
    <Card>
      <div className="stack">
        <Banner
          tone="red"
          icon="warning"
          title={t('imports.failed.title')}
          hint={item.message || t('imports.failed.hint')}
        />
        <div className="row row-end">
          <Link className="button-link button-link-primary" to="/imports/new">
            {t('imports.again')}
          </Link>
        </div>
      </div>
    </Card>
  );
}
