import { DataGrid, EmptyState, type GridFilter, PageHeader, TabBar, TabPanel } from '@duan/kit';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { TaskCard, TrainingCard, useTaskColumns, useTrainingColumns } from './columns';
import { loadTasks, loadTrainings, tasksName, trainingsName } from './queries';

const tabs = ['tasks', 'trainings'] as const;
const stages = ['WAITING', 'DISPATCHED', 'STARTED', 'INSTALLED', 'ACCEPTED'] as const;

function Tasks() {
  const t = useText();
  const works = useMay('field.work');
  const columns = useTaskColumns();
  const filters = useMemo<GridFilter[]>(() => {
    const status = {
      key: 'status',
      label: t('field.filter.status'),
      options: stages.map((value) => ({ value, label: t(`field.status.${value}`) })),
    };
    const mine = {
      key: 'mine',
      label: t('field.filter.mine'),
      options: [{ value: 'true', label: t('field.filter.mineOnly') }],
    };
    return works ? [mine, status] : [status];
  }, [t, works]);
  return (
    <DataGrid
      name={tasksName}
      columns={columns}
      filters={filters}
      load={loadTasks}
      rowKey={(row) => row.id}
      rowLink={(row) => `/onsite/${row.id}`}
      card={(row) => <TaskCard row={row} />}
      empty={
        <EmptyState icon="wrench" title={t('field.empty.title')} hint={t('field.empty.hint')} />
      }
      emptyFiltered={{ title: t('field.emptyFiltered.title'), hint: t('field.emptyFiltered.hint') }}
    />
  );
}

function Trainings() {
  const t = useText();
  const columns = useTrainingColumns();
  const filters = useMemo<GridFilter[]>(
    () => [
      {
        key: 'status',
        label: t('field.filter.status'),
        options: (['PLANNED', 'HELD'] as const).map((value) => ({
          value,
          label: t(`field.training.status.${value}`),
        })),
      },
    ],
    [t],
  );
  return (
    <DataGrid
      name={trainingsName}
      columns={columns}
      filters={filters}
      load={loadTrainings}
      rowKey={(row) => row.id}
      rowLink={(row) => `/onsite/training/${row.id}`}
      card={(row) => <TrainingCard row={row} />}
      empty={
        <EmptyState
          icon="calendar"
          title={t('field.trainings.empty.title')}
          hint={t('field.trainings.empty.hint')}
        />
      }
      emptyFiltered={{ title: t('field.emptyFiltered.title'), hint: t('field.emptyFiltered.hint') }}
    />
  );
}

/** All work on site in reach: installations, and the trainings that follow them. */
export function FieldPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'tasks';
  return (
    <div className="page-fit">
      <PageHeader title={t('field.title')} about={t('field.about')} />
      <TabBar
        label={t('field.tabs')}
        current={tab}
        onPick={(key) => setParams(key === 'tasks' ? {} : { tab: key })}
        items={tabs.map((key) => ({ key, label: t(`field.tab.${key}`) }))}
      />
      <TabPanel tab={tab}>{tab === 'tasks' ? <Tasks /> : <Trainings />}</TabPanel>
    </div>
  );
}
