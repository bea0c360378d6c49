import type { Revision, Terminal } from '@duan/api';
import { FormSheet, type FormValues, toast, withBlanks } from '@duan/kit';
import { useMemo } from 'react';
import { RegionInput } from '../../shared/region-input';
import { useText } from '../../shared/text';
import { useTerminalWrites } from './queries';
import { changesOf, sendable, useFollowingForm, valuesOf } from './terminal-form';

type Props = { terminal: Terminal; onReload: () => Promise<unknown>; onClose: () => void };

export function EditTerminal({ terminal, onReload, onClose }: Props) {
  const t = useText();
  const writes = useTerminalWrites();
  const initial = useMemo(() => valuesOf(terminal), [terminal]);
  const { schema, follow } = useFollowingForm(terminal.kind, initial);

  const save = async (values: FormValues) => {
    const changes = changesOf(
      initial,
      withBlanks(schema, sendable(values, schema, terminal.attributes)),
    );
    if (Object.keys(changes).length > 0)
      await writes.revise(terminal.id, { ...changes, seen_version: terminal.version } as Revision);
    toast(t('terminals.saved'));
  };
  return (
    <FormSheet
      wide
      title={t('terminals.editing', { name: terminal.name })}
      schema={schema}
      initial={initial}
      submitLabel={t('kit.save')}
      widgets={{ region_code: RegionInput }}
      draft={`edit ${terminal.id}`}
      onValues={follow}
      onSubmit={save}
      onReload={onReload}
      onClose={onClose}
    />
  );
}
