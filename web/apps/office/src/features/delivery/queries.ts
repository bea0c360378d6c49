import { type Arrival, api, type Shipment, type ShipmentRow, type Shipping, take } from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export const listName = 'shipments';
const at = (id: string) => ({ path: { shipment_id: id } });
const key = (id: string) => ['shipment', id];

export function loadShipments(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<ShipmentRow>> {
  const page = { ...query, limit: 50, ...(cursor ? { cursor } : {}) };
  return take(api.GET('/api/delivery/shipments', { params: { query: page } }));
}

export function useShipment(id: string) {
  return useQuery({
    queryKey: key(id),
    queryFn: () => take(api.GET('/api/delivery/shipments/{shipment_id}', { params: at(id) })),
  });
}

/** What can be done with a shipment; each answer is the whole of it and is shown at once. */
export function useShipmentWrites(id: string) {
  const client = useQueryClient();
  const show = (shipment: Shipment) => {
    client.setQueryData(key(id), shipment);
    return client.invalidateQueries({ queryKey: [listName] });
  };
  const then = async (answer: Promise<Shipment>) => show(await answer);
  return {
    check: async (scan: string) => {
      const checked = await take(
        api.POST('/api/delivery/shipments/{shipment_id}/check', { params: at(id), body: { scan } }),
      );
      show(checked.shipment);
      return checked;
    },
    drop: (unitId: string) =>
      then(
        take(
          api.POST('/api/delivery/shipments/{shipment_id}/drop-unit', {
            params: at(id),
            body: { unit_id: unitId },
          }),
        ),
      ),
    finish: () =>
      then(
        take(api.POST('/api/delivery/shipments/{shipment_id}/finish-check', { params: at(id) })),
      ),
    ship: (body: Shipping) =>
      then(take(api.POST('/api/delivery/shipments/{shipment_id}/ship', { params: at(id), body }))),
    confirm: (body: Arrival) =>
      then(
        take(
          api.POST('/api/delivery/shipments/{shipment_id}/confirm-arrival', {
            params: at(id),
            body,
          }),
        ),
      ),
  };
}
