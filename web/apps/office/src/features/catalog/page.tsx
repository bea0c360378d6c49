import type { Product } from '@duan/api';
import { Button, Card, Chip, ErrorState, Facts, Icon, PageHeader, Waiting } from '@duan/kit';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMay } from '../../shared/me';
import { useText } from '../../shared/text';
import { Certificates } from './certificates';
import { AddIdentifier, AddModel, RecordCertificate } from './forms';
import { useProduct } from './queries';
import './catalog.css';

type Sheet = { what: 'model' } | { what: 'certificate' } | { what: 'identifier'; modelId: string };
type Opens = { onOpen: ((sheet: Sheet) => void) | undefined };

const flags = ['has_serial', 'has_lot', 'has_produced', 'has_expiry'] as const;

function Identifiers({ items }: { items: Product['models'][number]['identifiers'] }) {
  const t = useText();
  if (items.length === 0) return <p className="quiet">{t('catalog.identifier.none')}</p>;
  return (
    <ul className="identifiers">
      {items.map((identifier) => (
        <li key={identifier.id}>
          <span className="mono identifier-di">{identifier.di}</span>
          <span className="row">
            <Chip>{identifier.agency}</Chip>
            {flags
              .filter((flag) => identifier[flag])
              .map((flag) => (
                <Chip key={flag}>{t(`catalog.flag.${flag}`)}</Chip>
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Models({ product, onOpen }: { product: Product } & Opens) {
  const t = useText();
  const mayDevices = useMay('assets.see');
  return (
    <Card
      title={t('catalog.models')}
      flush
      extra={
        onOpen && (
          <Button
            size="small"
            icon={<Icon name="plus" size={14} />}
            onClick={() => onOpen({ what: 'model' })}
          >
            {t('catalog.addModel')}
          </Button>
        )
      }
    >
      {product.models.length === 0 && <p className="quiet card-body">{t('catalog.models.none')}</p>}
      <ul>
        {product.models.map((model) => (
          <li key={model.id} className="model">
            <div className="model-head">
              <strong>{model.name}</strong>
              <span className="quiet">{t('catalog.unit', { unit: model.unit_name })}</span>
              <span className="model-links">
                {mayDevices && (
                  <Link to={`/devices?model=${model.id}`}>{t('catalog.toDevices')}</Link>
                )}
                {onOpen && (
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => onOpen({ what: 'identifier', modelId: model.id })}
                  >
                    {t('catalog.identifier.add')}
                  </button>
                )}
              </span>
            </div>
            <Identifiers items={model.identifiers} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Sheets({
  product,
  sheet,
  onClose,
}: {
  product: Product;
  sheet: Sheet | null;
  onClose: () => void;
}) {
  if (!sheet) return null;
  if (sheet.what === 'model') return <AddModel product={product} onClose={onClose} />;
  if (sheet.what === 'certificate')
    return <RecordCertificate product={product} onClose={onClose} />;
  const model = product.models.find(({ id }) => id === sheet.modelId);
  return model ? <AddIdentifier model={model} onClose={onClose} /> : null;
}

/** One product: its models with their identifiers, and what its certificates said when. */
export function ProductPage() {
  const { id = '' } = useParams();
  const t = useText();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const { data: product, isPending, error, refetch } = useProduct(id);
  if (isPending) return <Waiting rows={10} />;
  if (!product) return <ErrorState problem={error} onRetry={() => refetch()} />;
  const mayEdit = product.may.includes('edit');
  const onOpen = mayEdit ? setSheet : undefined;
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/catalog', label: t('catalog.title') }}
        title={product.name}
        about={[product.product_no, product.registrant_name].join(' · ')}
        actions={
          mayEdit &&
          product.models.length > 0 && (
            <Button
              type="primary"
              icon={<Icon name="shield" size={16} />}
              onClick={() => setSheet({ what: 'certificate' })}
            >
              {t('catalog.recordCertificate')}
            </Button>
          )
        }
      />
      <div className="two-columns">
        <div className="stack">
          <Models product={product} onOpen={onOpen} />
          <Certificates certificates={product.certificates} />
        </div>
        <div className="stack">
          <Card title={t('catalog.about.card')}>
            <Facts
              columns={1}
              items={[
                { label: t('catalog.field.registrant'), value: product.registrant_name },
                {
                  label: t('catalog.field.uscc'),
                  value: product.registrant_uscc && (
                    <span className="mono">{product.registrant_uscc}</span>
                  ),
                },
                {
                  label: t('catalog.field.class'),
                  value: t(`catalog.class.${product.management_class}`),
                },
                { label: t('catalog.field.category'), value: product.category_code },
              ]}
            />
          </Card>
        </div>
      </div>
      <Sheets product={product} sheet={sheet} onClose={() => setSheet(null)} />
    </div>
  );
}
