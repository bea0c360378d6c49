import type { NewTerminal as NewTerminalBody, Terminal } from '@duan/api';
import { FormSheet, type FormValues, Select, toast, withoutBlanks } from '@duan/kit';
import { isRegionCode } from '@duan/rules';
import { useId, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useKinds, useLabels } from '../../shared/labels';
import { useMe } from '../../shared/me';
import { RegionInput } from '../../shared/region-input';
import { useText } from '../../shared/text';
import { useAttributeSchema, useTerminalWrites } from './queries';
import { useTerminalSchema } from './terminal-form';

type Parent = Pick<Terminal, 'id' | 'name' | 'kind' | 'region_code' | 'scope_id'>;
type PickProps<Value> = {
  label: string;
  value: Value;
  options: { value: Value; label: string }[];
  onPick: (value: Value) => void;
};

function Pick<Value extends string | number>({ label, value, options, onPick }: PickProps<Value>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Select id={id} className="wide" value={value} options={options} onChange={onPick} />
    </div>
  );
}

/** Kinds that may stand at the top, or beneath the parent. */
function useAllowedKinds(parent: Parent | undefined) {
  const { data: kinds } = useKinds();
  const { label } = useLabels();
  return (kinds?.items ?? [])
    .filter((kind) => (parent ? kind.may_stand_under.includes(parent.kind) : kind.top))
    .map(({ code }) => ({ value: code, label: label('kind', code) }));
}

/** Put a terminal on file: at the top, or below another one. */
export function NewTerminal({ parent, onClose }: { parent?: Parent; onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const writes = useTerminalWrites();
  const scopes = useMe().data?.scopes ?? [];
  const allowed = useAllowedKinds(parent);
  const [picked, setPicked] = useState('');
  const [scope, setScope] = useState(scopes[0]?.id);
  const kind =
    picked || (allowed.find(({ value }) => value === 'DEPARTMENT') ?? allowed[0])?.value || '';
  const [typed, setTyped] = useState<FormValues>({});
  const region = isRegionCode(String(typed.region_code)) ? String(typed.region_code) : '';
  const departments = Array.isArray(typed.standard_codes) ? typed.standard_codes.map(String) : [];
  const attributes = useAttributeSchema(kind, region, departments);
  const schema = useTerminalSchema(kind, attributes.data?.schema);
  const inherited = parent?.region_code ?? '';
  const initial = useMemo<FormValues>(
    () => (inherited ? { region_code: inherited } : {}),
    [inherited],
  );

  const save = async (values: FormValues) => {
    const body = {
      ...withoutBlanks(values),
      kind,
      parent_id: parent?.id ?? null,
      scope_id: parent ? null : (scope ?? null),
    } as NewTerminalBody;
    const made = await writes.add(body);
    toast(t('terminals.created'));
    navigate(`/terminals/${made.id}`);
  };

  return (
    <FormSheet
      wide
      title={parent ? t('terminals.newUnder', { name: parent.name }) : t('terminals.new')}
      schema={schema}
      initial={initial}
      submitLabel={t('terminals.create')}
      widgets={{ region_code: RegionInput }}
      onValues={setTyped}
      onSubmit={save}
      onClose={onClose}
      about={
        <div className="form-fields">
          <Pick
            label={t('terminals.field.kind')}
            value={kind}
            options={allowed}
            onPick={setPicked}
          />
          {!parent && scopes.length > 1 && scope !== undefined && (
            <Pick
              label={t('terminals.field.scope')}
              value={scope}
              options={scopes.map(({ id, name }) => ({ value: id, label: name }))}
              onPick={setScope}
            />
          )}
        </div>
      }
    />
  );
}
