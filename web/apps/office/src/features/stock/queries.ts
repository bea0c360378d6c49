import {
  api,
  type Intake,
  type IntakeRow,
  type Movement,
  type NewIntake,
  type NewWarehouse,
  take,
} from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export const intakesName = 'intakes';
export const movementsName = 'movements';
const at = (id: string) => ({ path: { intake_id: id } });
const pageOf = (query: GridQuery, cursor: string | null) => ({
  ...query,
  limit: 50,
  ...(cursor ? { cursor } : {}),
});

export function loadIntakes(query: GridQuery, cursor: string | null): Promise<GridPage<IntakeRow>> {
  return take(api.GET('/api/stock/intakes', { params: { query: pageOf(query, cursor) } }));
}

export function loadMovements(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<Movement>> {
  return take(api.GET('/api/stock/movements', { params: { query: pageOf(query, cursor) } }));
}

export function useWarehouses() {
  return useQuery({
    queryKey: ['warehouses'],
    queryFn: async () => (await take(api.GET('/api/stock/warehouses'))).items,
  });
}

export function useLevels() {
  return useQuery({
    queryKey: ['levels'],
    queryFn: async () => (await take(api.GET('/api/stock/levels'))).items,
  });
}

export function useIntake(id: string) {
  return useQuery({
    queryKey: ['intake', id],
    queryFn: () => take(api.GET('/api/stock/intakes/{intake_id}', { params: at(id) })),
  });
}

/** The writes of the warehouse, each ending when what shows it is read again. */
export function useStockWrites() {
  const client = useQueryClient();
  const stale = (...names: string[]) =>
    Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] })));
  const show = (intake: Intake) => {
    client.setQueryData(['intake', intake.id], intake);
    stale(intakesName, movementsName, 'levels');
    return intake;
  };
  return {
    addWarehouse: async (body: NewWarehouse) => {
      await take(api.POST('/api/stock/warehouses', { body }));
      await stale('warehouses');
    },
    openIntake: async (body: NewIntake) => {
      const made = await take(api.POST('/api/stock/intakes', { body }));
      await stale(intakesName);
      return made;
    },
    receive: async (id: string, scan: string) =>
      show(
        await take(
          api.POST('/api/stock/intakes/{intake_id}/receive', { params: at(id), body: { scan } }),
        ),
      ),
    close: async (id: string) =>
      show(await take(api.POST('/api/stock/intakes/{intake_id}/close', { params: at(id) }))),
  };
}
