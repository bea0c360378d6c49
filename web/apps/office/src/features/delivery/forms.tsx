import { type Arrival, limits, type Shipment, type Shipping } from '@duan/api';
import { Confirm, type FormSchema, FormSheet, type FormValues, toast } from '@duan/kit';
import { useMemo } from 'react';
import { useText } from '../../shared/text';
import { useShipment, useShipmentWrites } from './queries';
import { placeOf } from './words';

type Props = { shipment: Shipment; onClose: () => void };
const nothing: FormValues = {};

/** The check is signed by whoever is signed in; that is said before. */
export function Finish({ shipment, onClose }: Props) {
  const t = useText();
  const { finish } = useShipmentWrites(shipment.id);
  return (
    <Confirm
      open
      title={t('delivery.finish')}
      yes={t('delivery.finish')}
      onYes={async () => {
        await finish();
        toast(t('delivery.finished'));
      }}
      onClose={onClose}
    >
      {t('delivery.finish.text', { no: shipment.shipment_no, n: shipment.quantity })}
    </Confirm>
  );
}

export function Ship({ shipment, onClose }: Props) {
  const t = useText();
  const { ship } = useShipmentWrites(shipment.id);
  const { refetch } = useShipment(shipment.id);
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['carrier', 'waybill_no'],
      properties: {
        carrier: {
          type: 'string',
          ...limits.ShipmentShipIn.carrier,
          title: t('delivery.ship.carrier'),
          description: t('delivery.ship.carrierHint'),
          'x-order': 1,
        },
        waybill_no: {
          type: 'string',
          ...limits.ShipmentShipIn.waybill_no,
          title: t('delivery.ship.waybill'),
          'x-order': 2,
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('delivery.ship')}
      about={
        <p className="quiet">
          {t('delivery.ship.about', {
            n: shipment.quantity,
            warehouse: shipment.warehouse_name,
            place: placeOf(shipment),
          })}
        </p>
      }
      schema={schema}
      initial={nothing}
      submitLabel={t('delivery.ship')}
      onClose={onClose}
      onReload={refetch}
      onSubmit={async (values) => {
        await ship({ ...values, seen_version: shipment.version } as Shipping);
        toast(t('delivery.shipped'));
      }}
    />
  );
}

export function ConfirmArrival({ shipment, onClose }: Props) {
  const t = useText();
  const { confirm } = useShipmentWrites(shipment.id);
  const { refetch } = useShipment(shipment.id);
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['receiver_name'],
      properties: {
        receiver_name: {
          type: 'string',
          ...limits.ShipmentArrivalIn.receiver_name,
          title: t('delivery.confirm.receiver'),
          description: t('delivery.confirm.receiverHint'),
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('delivery.confirm')}
      about={
        <p className="quiet">
          {t('delivery.confirm.about', { n: shipment.quantity, place: placeOf(shipment) })}
        </p>
      }
      schema={schema}
      initial={nothing}
      submitLabel={t('delivery.confirm')}
      onClose={onClose}
      onReload={refetch}
      onSubmit={async (values) => {
        await confirm({ ...values, seen_version: shipment.version } as Arrival);
        toast(t('delivery.confirmed'));
      }}
    />
  );
}
