import type { NewTerminal as NewTerminalBody, Terminal } from '@duan/api';
import { FormSheet, type FormValues, Select, toast, useKept, withoutBlanks } from '@duan/kit';
import { useId, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useKinds, useLabels } from '../../shared/labels';
import { RegionInput } from '../../shared/region-input';
import { ScopeSelect } from '../../shared/scope-select';
import { useOwnScopes } from '../../shared/scopes';
import { useText } from '../../shared/text';
import { useTerminalWrites } from './queries';
import { sendable, useFollowingForm } from './terminal-form';

type Parent = Pick<Terminal, 'id' | 'name' | 'kind' | 'region_code' | 'scope_id'>;
/** What decides about the form itself: asked above it. */
type Place = { kind: string; scope: number | null };
type PlaceProps = {
  place: Place;
  kinds: { value: string; label: string }[];
  top: boolean;
  onPick: (place: Place) => void;
};

function PlaceFields({ place, kinds, top, onPick }: PlaceProps) {
  const t = useText();
  const id = useId();
  const scopes = useOwnScopes();
  return (
    <div className="form-fields">
      <div className="field">
        <label htmlFor={`${id}k`}>{t('terminals.field.kind')}</label>
        <Select
          id={`${id}k`}
          className="wide"
          value={place.kind}
          options={kinds}
          onChange={(kind) => onPick({ ...place, kind })}
        />
      </div>
      {top && (
        <div className="field">
          <label htmlFor={`${id}s`}>{t('terminals.field.scope')}</label>
          <ScopeSelect
            id={`${id}s`}
            value={place.scope}
            options={scopes}
            blank={t('terminals.scopeByRegion')}
            onChange={(scope) => onPick({ ...place, scope })}
          />
        </div>
      )}
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
  const allowed = useAllowedKinds(parent);
  const draft = `new ${parent?.id ?? ''}`;
  const [picked, pick, forget] = useKept<Place>(`${draft} place`, () => ({
    kind: '',
    scope: null,
  }));
  const usual = allowed.find(({ value }) => value === 'DEPARTMENT') ?? allowed[0];
  const kind = picked.kind || usual?.value || '';
  const region = parent?.region_code ?? '';
  const initial = useMemo<FormValues>(() => (region ? { region_code: region } : {}), [region]);
  const { schema, follow } = useFollowingForm(kind, initial);

  const save = async (values: FormValues) => {
    const body = {
      ...withoutBlanks(sendable(values, schema)),
      kind,
      parent_id: parent?.id ?? null,
      scope_id: parent ? null : picked.scope,
    } as NewTerminalBody;
    const made = await writes.add(body);
    forget();
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
      draft={draft}
      onValues={follow}
      onSubmit={save}
      onClose={() => {
        forget();
        onClose();
      }}
      about={
        <PlaceFields
          place={{ ...picked, kind }}
          kinds={allowed}
          top={parent === undefined}
          onPick={pick}
        />
      }
    />
  );
}
