import type { Import } from '@duan/api';
import { ErrorState, PageHeader, Waiting } from '@duan/kit';
import { countLabel, sizeLabel } from '@duan/rules';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useText } from '../../shared/text';
import { MapStep } from './map-step';
import { useImport } from './queries';
import { Failed, Loaded, Undone } from './result';
import { Review } from './review';
import { Running } from './running';
import { Steps } from './steps';
import { TemplateButton } from './template-button';
import { UploadStep } from './upload';

type BodyProps = { item: Import; remapping: boolean; onRemap: (on: boolean) => void };

function Body({ item, remapping, onRemap }: BodyProps) {
  if (remapping || item.state === 'UPLOADED')
    return <MapStep item={item} onStarted={() => onRemap(false)} />;
  switch (item.state) {
    case 'CHECKED':
      return <Review item={item} onRemap={() => onRemap(true)} />;
    case 'LOADED':
      return <Loaded item={item} />;
    case 'UNDONE':
      return <Undone />;
    case 'FAILED':
      return <Failed item={item} />;
    default:
      return <Running item={item} />;
  }
}

function OneImport({ id }: { id: string }) {
  const t = useText();
  const { data: item, error, refetch } = useImport(id);
  const [remapping, setRemapping] = useState(false);
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!item) return <Waiting rows={8} />;
  return (
    <>
      <PageHeader
        back={{ to: '/imports', label: t('imports.title') }}
        title={item.file_name}
        about={[
          sizeLabel(item.size),
          t('imports.col.rows', { n: countLabel(item.rows_total, false) }),
          item.sheet.name && t('imports.sheet', { name: item.sheet.name }),
          item.sheet.encoding?.toUpperCase(),
          item.sheet.header_row > 1 && t('imports.headerRow', { row: item.sheet.header_row }),
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <Steps state={item.state} remapping={remapping} />
      <Body item={item} remapping={remapping} onRemap={setRemapping} />
    </>
  );
}

/** The wizard: its step is the state of the import on the server, so a reload or another window goes on from there. */
export function ImportPage() {
  const { id } = useParams();
  const t = useText();
  return (
    <div className="page-body page-middle">
      {id ? (
        <OneImport key={id} id={id} />
      ) : (
        <>
          <PageHeader
            back={{ to: '/imports', label: t('imports.title') }}
            title={t('imports.new')}
            about={t('imports.about')}
            actions={<TemplateButton />}
          />
          <Steps />
          <UploadStep />
        </>
      )}
    </div>
  );
}
