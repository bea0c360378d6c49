import type { Product } from '@duan/api';
import { Card, Chip, dayOf, StatusTag } from '@duan/kit';
import { type Period, Periods } from '../../shared/periods';
import { useText } from '../../shared/text';
import { validity } from '../../shared/validity';

type Certificate = Product['certificates'][number];
type Version = Certificate['versions'][number];

function useVersions(): (versions: Version[]) => Period[] {
  const t = useText();
  return (versions) =>
    versions.map((version) => {
      const { state, days, passed } = validity(version.starts_on, version.through_on);
      return {
        key: version.id,
        title: t('catalog.version', { n: version.version_no }),
        when: `${version.starts_on} — ${version.through_on}`,
        state,
        passed,
        note: t(`catalog.version.${state}`, { n: days }),
        more: (
          <>
            <span className="row">
              {version.models.map((name) => (
                <Chip key={name}>{name}</Chip>
              ))}
            </span>
            <p className="quiet version-by">
              {t('catalog.version.by', {
                name: version.recorded_by_name,
                day: dayOf(version.recorded_at),
              })}
            </p>
          </>
        ),
      };
    });
}

/** What each certificate said when, the newest version first: what counts is the day of production. */
export function Certificates({ certificates }: { certificates: Certificate[] }) {
  const t = useText();
  const periods = useVersions();
  if (certificates.length === 0)
    return (
      <Card title={t('catalog.certificates')}>
        <p className="quiet">{t('catalog.certificates.none')}</p>
      </Card>
    );
  return certificates.map((certificate) => {
    const inForce = certificate.versions.some((version) => version.in_force);
    return (
      <Card
        key={certificate.id}
        title={certificate.certificate_no}
        extra={
          <StatusTag tone={inForce ? 'green' : 'red'}>
            {t(inForce ? 'catalog.certificate.inForce' : 'catalog.certificate.lapsed')}
          </StatusTag>
        }
      >
        <Periods label={certificate.certificate_no} items={periods(certificate.versions)} />
      </Card>
    );
  });
}
