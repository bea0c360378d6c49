import { download, type Import, type ImportProblem } from '@duan/api';
import {
  Button,
  Card,
  EmptyState,
  ErrorState,
  Icon,
  MoreButton,
  Segmented,
  StatusTag,
  toast,
  Waiting,
} from '@duan/kit';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useText } from '../../shared/text';
import { useProblems } from './queries';

const severities = ['ERROR', 'WARNING'] as const;

function ProblemRow({ problem }: { problem: ImportProblem }) {
  const t = useText();
  return (
    <tr>
      <td className="problem-row">{problem.row}</td>
      <td>{problem.column}</td>
      <td className="problem-value">{problem.value}</td>
      <td>
        <StatusTag tone={problem.severity === 'ERROR' ? 'red' : 'amber'}>
          {t(`imports.problems.${problem.severity}`)}
        </StatusTag>{' '}
        {problem.message}
      </td>
      <td className="quiet">{problem.fix}</td>
    </tr>
  );
}

function ErrorsButton({ id }: { id: string }) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const get = async () => {
    setBusy(true);
    await download(`/api/imports/${id}/errors`, {}, 'errors.xlsx').catch((caught: Error) =>
      toast(caught.message, 'bad'),
    );
    setBusy(false);
  };
  return (
    <Button
      loading={busy}
      icon={<Icon name="download" size={16} />}
      title={t('imports.problems.downloadHint')}
      onClick={get}
    >
      {t('imports.problems.download')}
    </Button>
  );
}

function ProblemTable({ items }: { items: ImportProblem[] }) {
  const t = useText();
  return (
    <div className="scroll-x">
      <table className="plain problems">
        <thead>
          <tr>
            <th scope="col">{t('imports.problems.row')}</th>
            <th scope="col">{t('imports.problems.column')}</th>
            <th scope="col">{t('imports.problems.value')}</th>
            <th scope="col">{t('imports.problems.message')}</th>
            <th scope="col">{t('imports.problems.fix')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((problem) => (
            <ProblemRow key={`${problem.row} ${problem.field} ${problem.code}`} problem={problem} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every refused or doubtful cell: where, what, and what to do about it. */
export function Problems({ item }: { item: Import }) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const severity = severities.find((one) => one === params.get('severity')) ?? '';
  const pages = useProblems(item.id, severity);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const body = () => {
    if (pages.isPending) return <Waiting rows={5} />;
    if (pages.isError) return <ErrorState problem={pages.error} onRetry={() => pages.refetch()} />;
    if (items.length > 0)
      return (
        <>
          <ProblemTable items={items} />
          <MoreButton pages={pages} />
        </>
      );
    return severity ? (
      <p className="quiet problems-none">{t('imports.problems.noneFiltered')}</p>
    ) : (
      <EmptyState
        icon="check"
        title={t('imports.problems.none')}
        hint={t('imports.problems.noneHint')}
      />
    );
  };
  return (
    <Card
      flush
      title={t('imports.problems.title')}
      extra={
        <>
          <Segmented
            aria-label={t('imports.problems.title')}
            value={severity}
            onChange={(next) => setParams(next ? { severity: next } : {}, { replace: true })}
            options={[
              { value: '', label: t('imports.problems.all') },
              { value: 'ERROR', label: t('imports.problems.ERROR') },
              { value: 'WARNING', label: t('imports.problems.WARNING') },
            ]}
          />
          {items.length > 0 && <ErrorsButton id={item.id} />}
        </>
      }
    >
      {body()}
    </Card>
  );
}
