import { DataGrid, EmptyState, PageHeader, TabBar, TabPanel } from '@duan/kit';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../../shared/text';
import { coversName, loadCovers, loadSigned, signedName, windows } from './queries';
import {
  CoverCard,
  type Doing,
  SignedCard,
  useCoverColumns,
  useSignedColumns,
} from './renewal-columns';
import { SignDialog, TermsSheet } from './renewal-forms';

function Ending({ within }: { within: number }) {
  const t = useText();
  const [doing, setDoing] = useState<Doing | null>(null);
  const columns = useCoverColumns(setDoing);
  const load = useMemo(() => loadCovers(within), [within]);
  const close = () => setDoing(null);
  return (
    <>
      <DataGrid
        key={within}
        name={coversName(within)}
        columns={columns}
        filters={[]}
        load={load}
        rowKey={(row) => row.cover_id}
        card={(row) => <CoverCard row={row} onDo={setDoing} />}
        empty={
          <EmptyState
            icon="calendar"
            title={t('care.renewals.empty.title')}
            hint={t('care.renewals.empty.hint')}
          />
        }
        emptyFiltered={{
          title: t('care.emptyFiltered.title'),
          hint: t('care.emptyFiltered.hint'),
        }}
      />
      {doing?.kind === 'terms' && <TermsSheet cover={doing.cover} onClose={close} />}
      {doing?.kind === 'sign' && <SignDialog cover={doing.cover} onClose={close} />}
    </>
  );
}

function Signed() {
  const t = useText();
  const columns = useSignedColumns();
  return (
    <DataGrid
      name={signedName}
      columns={columns}
      filters={[]}
      load={loadSigned}
      rowKey={(row) => row.id}
      rowLink={(row) => `/devices/${row.unit_id}`}
      card={(row) => <SignedCard row={row} />}
      empty={
        <EmptyState
          icon="pen"
          title={t('care.signed.empty.title')}
          hint={t('care.signed.empty.hint')}
        />
      }
      emptyFiltered={{ title: t('care.emptyFiltered.title'), hint: t('care.emptyFiltered.hint') }}
    />
  );
}

/** Covers that end in sight, what is offered after them, and what is signed. */
export function RenewalsPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const within = windows.find((days) => String(days) === params.get('within')) ?? windows[1];
  const tab = params.get('within') === 'signed' ? 'signed' : String(within);
  return (
    <div className="page-fit">
      <PageHeader
        back={{ to: '/care', label: t('care.back') }}
        title={t('care.renewals.title')}
        about={t('care.renewals.about')}
      />
      <TabBar
        label={t('care.renewals.tabs')}
        current={tab}
        onPick={(key) => setParams({ within: key })}
        items={[
          ...windows.map((days) => ({
            key: String(days),
            label: t('care.renewals.within', { n: days }),
          })),
          { key: 'signed', label: t('care.renewals.signed') },
        ]}
      />
      <TabPanel tab={tab}>{tab === 'signed' ? <Signed /> : <Ending within={within} />}</TabPanel>
    </div>
  );
}
