import {
  type Accept,
  api,
  type Dispatch,
  type HeldTraining,
  type KeptFile,
  type PlannedTraining,
  type Task,
  type TaskRow,
  type Tick,
  type TrainingRow,
  take,
  upload,
} from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export const tasksName = 'field-tasks';
export const trainingsName = 'field-trainings';
const taskAt = (id: string) => ({ path: { task_id: id } });
const trainingAt = (id: string) => ({ path: { training_id: id } });
const pageOf = (query: GridQuery, cursor: string | null) => ({
  ...query,
  limit: 50,
  ...(cursor ? { cursor } : {}),
});

export function loadTasks(query: GridQuery, cursor: string | null): Promise<GridPage<TaskRow>> {
  return take(api.GET('/api/field/tasks', { params: { query: pageOf(query, cursor) } }));
}

export function loadTrainings(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<TrainingRow>> {
  return take(api.GET('/api/field/trainings', { params: { query: pageOf(query, cursor) } }));
}

export function useTask(id: string) {
  return useQuery({
    queryKey: ['field', 'task', id],
    queryFn: () => take(api.GET('/api/field/tasks/{task_id}', { params: taskAt(id) })),
  });
}

export function useEngineers(id: string) {
  return useQuery({
    queryKey: ['field', 'engineers', id],
    queryFn: async () =>
      (await take(api.GET('/api/field/tasks/{task_id}/engineers', { params: taskAt(id) }))).items,
  });
}

export function useTraining(id: string) {
  return useQuery({
    queryKey: ['field', 'training', id],
    queryFn: () => take(api.GET('/api/field/trainings/{training_id}', { params: trainingAt(id) })),
  });
}

/** Where a kept picture is shown from. */
export const pictureOf = (fileId: string) => `/api/files/${fileId}`;

/** Keeps a picture for a task; it is evidence of the task's scope. */
export function keepPicture(
  task: Task,
  file: File,
  onProgress: (share: number) => void = () => undefined,
): Promise<KeptFile> {
  return upload('/api/files', file, onProgress, { scope_id: String(task.scope_id) });
}

/** The writes of the work on site, each ending when what may show it is fresh. */
export function useFieldWrites() {
  const client = useQueryClient();
  const then = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const done = await answer;
    await Promise.all(
      [['field'], [tasksName], [trainingsName]].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
    return done;
  };
  return {
    dispatch: (id: string, body: Dispatch) =>
      then(take(api.POST('/api/field/tasks/{task_id}/dispatch', { params: taskAt(id), body }))),
    start: (id: string, version: number) =>
      then(
        take(
          api.POST('/api/field/tasks/{task_id}/start', {
            params: taskAt(id),
            body: { seen_version: version },
          }),
        ),
      ),
    tick: (id: string, body: Tick) =>
      then(take(api.POST('/api/field/tasks/{task_id}/tick', { params: taskAt(id), body }))),
    addPhoto: (id: string, fileId: string) =>
      then(
        take(
          api.POST('/api/field/tasks/{task_id}/photos', {
            params: taskAt(id),
            body: { file_id: fileId, caption: '' },
          }),
        ),
      ),
    finish: (id: string, version: number, note: string) =>
      then(
        take(
          api.POST('/api/field/tasks/{task_id}/finish', {
            params: taskAt(id),
            body: { seen_version: version, note },
          }),
        ),
      ),
    accept: (id: string, body: Accept) =>
      then(take(api.POST('/api/field/tasks/{task_id}/accept', { params: taskAt(id), body }))),
    planTraining: (id: string, body: PlannedTraining) =>
      then(take(api.POST('/api/field/tasks/{task_id}/trainings', { params: taskAt(id), body }))),
    hold: (id: string, body: HeldTraining) =>
      then(
        take(api.POST('/api/field/trainings/{training_id}/hold', { params: trainingAt(id), body })),
      ),
  };
}
