import { limits, type TreeNode } from '@duan/api';
import { type FormSchema, FormSheet, type FormValues, toast } from '@duan/kit';
import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { TerminalPicker } from '../../shared/terminal-picker';
import { useText } from '../../shared/text';
import { useDealWrites, useInstitution } from './queries';

type Choice = { id: string; name: string };

/** All that stands below an institution, each by its way from there. */
export function departmentsOf(node: TreeNode, way: readonly string[] = []): Choice[] {
  return node.children.flatMap((child) => {
    const names = [...way, child.name];
    return [{ id: child.id, name: names.join(' / ') }, ...departmentsOf(child, names)];
  });
}

/** Begin a deal. Whoever picks a department means its hospital, for that department. */
export function NewLead({
  terminal,
  onClose,
}: {
  terminal?: string | undefined;
  onClose: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const writes = useDealWrites();
  const [place, setPlace] = useState(terminal ?? '');
  const { data: institution } = useInstitution(place);
  const initial = useMemo<FormValues>(
    () => (terminal ? { terminal_id: terminal } : {}),
    [terminal],
  );
  const schema = useMemo<FormSchema>(() => {
    const below = institution ? departmentsOf(institution) : [];
    const department = {
      type: 'string',
      title: t('sales.field.department'),
      enum: below.map(({ id }) => id),
      'x-labels': Object.fromEntries(below.map(({ id, name }) => [id, name])),
      'x-order': 2,
    };
    return {
      type: 'object',
      required: ['terminal_id', 'title'],
      properties: {
        terminal_id: {
          type: 'string',
          title: t('sales.field.place'),
          description: t('sales.field.placeHint'),
          'x-order': 1,
        },
        ...(below.length > 0 && institution?.id === place ? { department_id: department } : {}),
        title: {
          type: 'string',
          title: t('sales.field.title'),
          description: t('sales.field.titleHint'),
          ...limits.SalesLeadIn.title,
          'x-order': 3,
        },
        need: {
          type: 'string',
          title: t('sales.field.need'),
          ...limits.SalesLeadIn.need,
          'x-widget': 'textarea',
          'x-order': 4,
        },
      },
    };
  }, [t, institution, place]);
  const follow = useCallback(
    ({ terminal_id }: FormValues) => setPlace(String(terminal_id ?? '')),
    [],
  );

  return (
    <FormSheet
      title={t('sales.new')}
      schema={schema}
      initial={initial}
      widgets={{ terminal_id: TerminalPicker }}
      submitLabel={t('sales.save')}
      draft="new-lead"
      onValues={follow}
      onClose={onClose}
      onSubmit={async ({ terminal_id, department_id, title, need }) => {
        const picked = String(terminal_id);
        const root = institution?.id ?? picked;
        const department = root === picked ? department_id : picked;
        const deal = await writes.addLead({
          terminal_id: root,
          department_id: department ? String(department) : null,
          title: String(title),
          need: String(need ?? ''),
        });
        toast(t('sales.added'));
        navigate(`/sales/${deal.id}`);
      }}
    />
  );
}
