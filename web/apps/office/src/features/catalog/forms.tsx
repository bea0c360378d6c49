import {
  limits,
  type NewCertificate,
  type NewIdentifier,
  type NewModel,
  type NewProduct,
  type Product,
} from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, Note, toast, withoutBlanks } from '@duan/kit';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../shared/text';
import { useCatalogWrites } from './queries';

type Props = { product: Product; onClose: () => void };
const nothing: FormValues = {};

export function AddProduct({ onClose }: { onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const { addProduct } = useCatalogWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['name', 'registrant_name', 'management_class'],
      properties: {
        name: {
          type: 'string',
          ...limits.CatalogProductIn.name,
          title: t('catalog.field.name'),
          description: t('catalog.field.nameHint'),
          'x-order': 1,
        },
        registrant_name: {
          type: 'string',
          ...limits.CatalogProductIn.registrant_name,
          title: t('catalog.field.registrant'),
          'x-order': 2,
        },
        registrant_uscc: {
          type: 'string',
          ...limits.CatalogProductIn.registrant_uscc,
          title: t('catalog.field.uscc'),
          'x-order': 3,
        },
        management_class: {
          type: 'string',
          title: t('catalog.field.class'),
          enum: ['1', '2', '3'],
          'x-labels': {
            1: t('catalog.class.1'),
            2: t('catalog.class.2'),
            3: t('catalog.class.3'),
          },
          'x-widget': 'radio',
          'x-order': 4,
        },
        category_code: {
          type: 'string',
          ...limits.CatalogProductIn.category_code,
          title: t('catalog.field.category'),
          description: t('catalog.field.categoryHint'),
          'x-order': 5,
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('catalog.new')}
      schema={schema}
      initial={nothing}
      draft="new product"
      submitLabel={t('catalog.create')}
      onClose={onClose}
      onSubmit={async (values) => {
        const made = await addProduct(withoutBlanks(values) as NewProduct);
        toast(t('catalog.created'));
        navigate(`/catalog/${made.id}`);
      }}
    />
  );
}

const usualUnit: FormValues = { unit_name: '台' };

export function AddModel({ product, onClose }: Props) {
  const t = useText();
  const { addModel } = useCatalogWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['name', 'unit_name'],
      properties: {
        name: {
          type: 'string',
          ...limits.CatalogModelIn.name,
          title: t('catalog.field.model'),
          description: t('catalog.field.modelHint'),
          'x-order': 1,
        },
        unit_name: {
          type: 'string',
          ...limits.CatalogModelIn.unit_name,
          title: t('catalog.field.unit'),
          'x-order': 2,
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('catalog.addModel')}
      schema={schema}
      initial={usualUnit}
      submitLabel={t('catalog.addModel')}
      onClose={onClose}
      onSubmit={async (values) => {
        await addModel(product.id, values as NewModel);
        toast(t('catalog.saved'));
      }}
    />
  );
}

/** A renewal keeps the number, so the one in force is offered; it gets another version. */
export function RecordCertificate({ product, onClose }: Props) {
  const t = useText();
  const { recordCertificate } = useCatalogWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['certificate_no', 'starts_on', 'through_on', 'model_ids'],
      properties: {
        certificate_no: {
          type: 'string',
          ...limits.CatalogCertificateIn.certificate_no,
          title: t('catalog.field.certificate'),
          description: t('catalog.field.certificateHint'),
          'x-order': 1,
        },
        starts_on: {
          type: 'string',
          format: 'date',
          title: t('catalog.field.starts_on'),
          'x-order': 2,
        },
        through_on: {
          type: 'string',
          format: 'date',
          title: t('catalog.field.through_on'),
          description: t('catalog.field.through_onHint'),
          'x-order': 3,
        },
        model_ids: {
          type: 'array',
          minItems: 1,
          title: t('catalog.field.models'),
          items: {
            type: 'string',
            enum: product.models.map(({ id }) => id),
            'x-labels': Object.fromEntries(product.models.map(({ id, name }) => [id, name])),
          },
          'x-order': 4,
        },
      },
    }),
    [t, product.models],
  );
  const initial = useMemo<FormValues>(
    () => ({ model_ids: product.models.map(({ id }) => id) }),
    [product.models],
  );
  return (
    <FormSheet
      title={t('catalog.recordCertificate')}
      about={<Note tone="blue">{t('catalog.certificate.about')}</Note>}
      schema={schema}
      initial={initial}
      submitLabel={t('catalog.recordCertificate')}
      onClose={onClose}
      onSubmit={async (values) => {
        await recordCertificate(product.id, values as NewCertificate);
        toast(t('catalog.saved'));
      }}
    />
  );
}

const flags = ['has_serial', 'has_lot', 'has_produced', 'has_expiry'] as const;
const usualFlags: FormValues = {
  has_serial: true,
  has_lot: false,
  has_produced: true,
  has_expiry: false,
};

type IdentifierProps = { model: Product['models'][number]; onClose: () => void };

export function AddIdentifier({ model, onClose }: IdentifierProps) {
  const t = useText();
  const { addIdentifier } = useCatalogWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['di', ...flags],
      properties: {
        di: {
          type: 'string',
          ...limits.CatalogIdentifierIn.di,
          title: t('catalog.field.di'),
          description: t('catalog.field.diHint'),
          'x-order': 1,
        },
        ...Object.fromEntries(
          flags.map((flag, index) => [
            flag,
            {
              type: 'boolean',
              title: t(`catalog.flag.${flag}`),
              'x-order': index + 2,
            },
          ]),
        ),
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('catalog.addIdentifier', { model: model.name })}
      about={<p className="quiet">{t('catalog.identifier.about')}</p>}
      schema={schema}
      initial={usualFlags}
      submitLabel={t('catalog.identifier.save')}
      onClose={onClose}
      onSubmit={async (values) => {
        await addIdentifier(model.id, values as NewIdentifier);
        toast(t('catalog.saved'));
      }}
    />
  );
}
