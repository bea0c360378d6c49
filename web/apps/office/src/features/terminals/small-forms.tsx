import { limits, type StatusChange, type Terminal } from '@duan/api';
import { type FormSchema, FormSheet, Note, toast } from '@duan/kit';
import { nextStatuses } from '@duan/rules';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useLabels } from '../../shared/labels';
import { TerminalPicker } from '../../shared/terminal-picker';
import { useText } from '../../shared/text';
import { useTerminalWrites } from './queries';

type Props = { terminal: Terminal; onReload: () => Promise<unknown>; onClose: () => void };
const nothing = {};

export function ChangeStatus({ terminal, onReload, onClose }: Props) {
  const t = useText();
  const { label } = useLabels();
  const writes = useTerminalWrites();
  const schema = useMemo<FormSchema>(() => {
    const others = nextStatuses(terminal.status);
    return {
      type: 'object',
      required: ['status', 'reason'],
      properties: {
        status: {
          type: 'string',
          title: t('terminals.status.to'),
          enum: others,
          'x-labels': Object.fromEntries(others.map((code) => [code, label('status', code)])),
          'x-widget': 'radio',
          'x-order': 1,
        },
        reason: {
          type: 'string',
          title: t('terminals.status.reason'),
          description: t('terminals.status.reasonHint'),
          ...limits.StatusIn.reason,
          'x-widget': 'textarea',
          'x-order': 2,
        },
      },
    };
  }, [t, label, terminal.status]);
  return (
    <FormSheet
      title={t('terminals.status.title')}
      schema={schema}
      initial={nothing}
      submitLabel={t('kit.confirm')}
      onReload={onReload}
      onClose={onClose}
      onSubmit={async ({ status, reason }) => {
        const body = {
          seen_version: terminal.version,
          status: status as StatusChange['status'],
          reason: String(reason),
        };
        await writes.changeStatus(terminal.id, body);
        toast(t('terminals.status.done'));
      }}
    />
  );
}

export function MoveTerminal({ terminal, onReload, onClose }: Props) {
  const t = useText();
  const writes = useTerminalWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['parent_id'],
      properties: { parent_id: { type: 'string', title: t('terminals.move.to') } },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('terminals.move.title', { name: terminal.name })}
      about={<Note tone="blue">{t('terminals.move.about')}</Note>}
      schema={schema}
      initial={nothing}
      widgets={{ parent_id: TerminalPicker }}
      submitLabel={t('terminals.move.submit')}
      onReload={onReload}
      onClose={onClose}
      onSubmit={async ({ parent_id }) => {
        await writes.move(terminal.id, {
          seen_version: terminal.version,
          parent_id: String(parent_id),
        });
        toast(t('terminals.move.done'));
      }}
    />
  );
}

export function MergeTerminal({ terminal, onReload, onClose }: Props) {
  const t = useText();
  const navigate = useNavigate();
  const writes = useTerminalWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['into_id', 'reason'],
      properties: {
        into_id: { type: 'string', title: t('terminals.merge.into'), 'x-order': 1 },
        reason: {
          type: 'string',
          title: t('terminals.merge.reason'),
          ...limits.MergeIn.reason,
          'x-widget': 'textarea',
          'x-order': 2,
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('terminals.merge.title', { name: terminal.name })}
      about={
        <Note tone="amber" icon="warning">
          {t('terminals.merge.about')}
        </Note>
      }
      schema={schema}
      initial={nothing}
      widgets={{ into_id: TerminalPicker }}
      submitLabel={t('terminals.merge.submit')}
      onReload={onReload}
      onClose={onClose}
      onSubmit={async ({ into_id, reason }) => {
        const into = String(into_id);
        await writes.merge(terminal.id, {
          seen_version: terminal.version,
          into_id: into,
          reason: String(reason),
        });
        toast(t('terminals.merge.done'));
        navigate(`/terminals/${into}`);
      }}
    />
  );
}
