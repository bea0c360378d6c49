import { Card, Input, Select } from '@duan/kit';
import { useId } from 'react';
import { useKinds, useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';

export type PlaceDraft = {
  title: string;
  kind: string;
  region: string | null;
  department: string | null;
};
type Props = {
  value: PlaceDraft;
  wrong: string | undefined;
  onChange: (patch: Partial<PlaceDraft>) => void;
};

/** Name of the set, and which terminals it is for. */
export function PlaceFields({ value, wrong, onChange }: Props) {
  const t = useText();
  const id = useId();
  const { options, regionOptions } = useLabels();
  const { data: kinds } = useKinds();
  return (
    <Card title={t('attributes.scope')}>
      <div className="draft-fields">
        <div className="field">
          <label htmlFor={`${id}n`}>{t('attributes.name')}</label>
          <Input
            id={`${id}n`}
            maxLength={60}
            value={value.title}
            aria-invalid={wrong !== undefined}
            placeholder={t('attributes.nameHint')}
            onChange={(event) => onChange({ title: event.target.value })}
          />
          {wrong && (
            <p className="field-error" role="alert">
              {wrong}
            </p>
          )}
        </div>
        <div className="field">
          <label htmlFor={`${id}k`}>{t('attributes.kind')}</label>
          <Select
            id={`${id}k`}
            value={value.kind}
            options={options('kind')}
            onChange={(kind) => onChange({ kind })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}r`}>{t('attributes.region')}</label>
          <Select
            id={`${id}r`}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('attributes.allRegions')}
            value={value.region}
            options={regionOptions.map((option) => ({ ...option, value: `${option.value}0000` }))}
            onChange={(region) => onChange({ region: region ?? null })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}d`}>{t('attributes.department')}</label>
          <Select
            id={`${id}d`}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('attributes.allDepartments')}
            value={value.department}
            options={(kinds?.departments ?? []).map(({ code, label }) => ({
              value: code,
              label: `${code} ${label}`,
            }))}
            onChange={(department) => onChange({ department: department ?? null })}
          />
        </div>
      </div>
    </Card>
  );
}
