import { limits, type NewIntake, type NewWarehouse, type Warehouse } from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, toast, withoutBlanks } from '@duan/kit';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useOwnScopes } from '../../shared/scopes';
import { useText } from '../../shared/text';
import { useStockWrites } from './queries';

type IntakeProps = { warehouses: Warehouse[]; onClose: () => void };

/** Goods are at the door: from whom, and into which warehouse. */
export function OpenIntake({ warehouses, onClose }: IntakeProps) {
  const t = useText();
  const navigate = useNavigate();
  const { openIntake } = useStockWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['warehouse_id', 'supplier_name'],
      properties: {
        warehouse_id: {
          type: 'string',
          title: t('stock.intake.warehouse'),
          enum: warehouses.map(({ id }) => id),
          'x-labels': Object.fromEntries(
            warehouses.map(({ id, code, name }) => [id, `${name} ${code}`]),
          ),
          'x-order': 1,
        },
        supplier_name: {
          type: 'string',
          ...limits.IntakeIn.supplier_name,
          title: t('stock.intake.supplier'),
          'x-order': 2,
        },
        delivery_note_no: {
          type: 'string',
          ...limits.IntakeIn.delivery_note_no,
          title: t('stock.intake.note'),
          'x-order': 3,
        },
      },
    }),
    [t, warehouses],
  );
  const initial = useMemo<FormValues>(
    () => (warehouses.length === 1 ? { warehouse_id: warehouses[0]?.id } : {}),
    [warehouses],
  );
  return (
    <FormSheet
      title={t('stock.intake.new')}
      schema={schema}
      initial={initial}
      submitLabel={t('stock.intake.open')}
      onClose={onClose}
      onSubmit={async (values) => {
        const made = await openIntake(withoutBlanks(values) as NewIntake);
        toast(t('stock.intake.opened'));
        navigate(`/stock/receipts/${made.id}`);
      }}
    />
  );
}

const nothing: FormValues = {};

export function AddWarehouse({ onClose }: { onClose: () => void }) {
  const t = useText();
  const scopes = useOwnScopes();
  const { addWarehouse } = useStockWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['scope_id', 'code', 'name'],
      properties: {
        scope_id: {
          type: 'string',
          title: t('stock.warehouse.scope'),
          enum: scopes.map(({ value }) => String(value)),
          'x-labels': Object.fromEntries(scopes.map(({ value, trail }) => [String(value), trail])),
          'x-order': 1,
        },
        code: {
          type: 'string',
          ...limits.WarehouseIn.code,
          title: t('stock.warehouse.code'),
          description: t('stock.warehouse.codeHint'),
          'x-order': 2,
        },
        name: {
          type: 'string',
          ...limits.WarehouseIn.name,
          title: t('stock.warehouse.name'),
          'x-order': 3,
        },
        address: {
          type: 'string',
          ...limits.WarehouseIn.address,
          title: t('stock.warehouse.address'),
          'x-order': 4,
        },
      },
    }),
    [t, scopes],
  );
  return (
    <FormSheet
      title={t('stock.warehouse.new')}
      schema={schema}
      initial={nothing}
      submitLabel={t('stock.warehouse.new')}
      onClose={onClose}
      onSubmit={async (values) => {
        const body = { ...withoutBlanks(values), scope_id: Number(values.scope_id) };
        await addWarehouse(body as NewWarehouse);
        toast(t('stock.warehouse.added'));
      }}
    />
  );
}
