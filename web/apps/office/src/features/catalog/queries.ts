import {
  api,
  type NewCertificate,
  type NewIdentifier,
  type NewModel,
  type NewProduct,
  type ProductRow,
  take,
} from '@duan/api';
import type { GridPage, GridQuery } from '@duan/kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';

export const listName = 'products';
const at = (id: string) => ({ path: { product_id: id } });

export function loadProducts(
  query: GridQuery,
  cursor: string | null,
): Promise<GridPage<ProductRow>> {
  const page = { ...query, limit: 50, ...(cursor ? { cursor } : {}) };
  return take(api.GET('/api/catalog/products', { params: { query: page } }));
}

export function useProduct(id: string) {
  return useQuery({
    queryKey: ['product', id],
    queryFn: () => take(api.GET('/api/catalog/products/{product_id}', { params: at(id) })),
  });
}

/** The writes of the catalogue, each ending when what shows it is read again. */
export function useCatalogWrites() {
  const client = useQueryClient();
  const then = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    const done = await answer;
    await Promise.all(
      [['product'], [listName], ['catalog']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
    return done;
  };
  return {
    addProduct: (body: NewProduct) => then(take(api.POST('/api/catalog/products', { body }))),
    addModel: (id: string, body: NewModel) =>
      then(take(api.POST('/api/catalog/products/{product_id}/models', { params: at(id), body }))),
    recordCertificate: (id: string, body: NewCertificate) =>
      then(
        take(api.POST('/api/catalog/products/{product_id}/certificates', { params: at(id), body })),
      ),
    addIdentifier: (modelId: string, body: NewIdentifier) =>
      then(
        take(
          api.POST('/api/catalog/models/{model_id}/identifiers', {
            params: { path: { model_id: modelId } },
            body,
          }),
        ),
      ),
  };
}
