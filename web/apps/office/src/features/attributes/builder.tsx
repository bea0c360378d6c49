import type { AttributeSet, NewAttributeSet } from '@duan/api';
import {
  Button,
  Card,
  ErrorState,
  type FieldSchema,
  Icon,
  Note,
  PageHeader,
  ProblemNote,
  readDraft,
  toast,
  useKept,
  Waiting,
} from '@duan/kit';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useText } from '../../shared/text';
import { type Draft, fromSchema, newDraft, toSchema, wrongWith } from './draft';
import { FieldEditor } from './field-editor';
import { type PlaceDraft, PlaceFields } from './place-fields';
import { Preview } from './preview';
import { useAttributeSets, usePublish } from './queries';

function moved(drafts: Draft[], id: number, step: 1 | -1): Draft[] {
  const at = drafts.findIndex((draft) => draft.id === id);
  const other = drafts[at + step];
  const self = drafts[at];
  if (!self || !other) return drafts;
  return drafts.map((draft, index) => (index === at ? other : index === at + step ? self : draft));
}

function placeOf(from: AttributeSet | undefined): PlaceDraft {
  return {
    title: from?.title ?? '',
    kind: from?.kind ?? 'HOSPITAL',
    region: from?.region_code || null,
    department: from?.department_code || null,
  };
}

const draftsOf = (from: AttributeSet | undefined): Draft[] =>
  from ? fromSchema(from.schema as FieldSchema) : [];

type FieldsProps = { drafts: Draft[]; strict: boolean; onChange: (next: Draft[]) => void };

function Fields({ drafts, strict, onChange }: FieldsProps) {
  const t = useText();
  return (
    <Card title={t('attributes.list')}>
      <div className="stack">
        {drafts.length === 0 && (
          <p className={strict ? 'field-error' : 'quiet'}>
            {strict ? t('attributes.wrong.none') : t('attributes.none')}
          </p>
        )}
        <ol className="drafts">
          {drafts.map((draft, index) => (
            <FieldEditor
              key={draft.id}
              draft={draft}
              first={index === 0}
              last={index === drafts.length - 1}
              wrong={strict ? wrongWith(draft, drafts) : undefined}
              onChange={(patch) =>
                onChange(drafts.map((one) => (one.id === draft.id ? { ...one, ...patch } : one)))
              }
              onMove={(step) => onChange(moved(drafts, draft.id, step))}
              onRemove={() => onChange(drafts.filter((one) => one.id !== draft.id))}
            />
          ))}
        </ol>
        <Button
          icon={<Icon name="plus" size={16} />}
          onClick={() => onChange([...drafts, newDraft(drafts)])}
        >
          {t('attributes.add')}
        </Button>
      </div>
    </Card>
  );
}

function Builder({ from }: { from: AttributeSet | undefined }) {
  const t = useText();
  const navigate = useNavigate();
  const publish = usePublish();
  const work = `attributes ${from?.id ?? ''}`;
  const [place, setPlace, dropPlace] = useKept(`${work} place`, () => placeOf(from));
  const [drafts, setDrafts, dropDrafts] = useKept<Draft[]>(`${work} fields`, () => draftsOf(from));
  const [restored, setRestored] = useState(
    () => (readDraft(`${work} place`) ?? readDraft(`${work} fields`)) !== undefined,
  );
  const [strict, setStrict] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const schema = useMemo(() => toSchema(place.title.trim(), drafts), [place.title, drafts]);
  const forget = () => {
    dropPlace();
    dropDrafts();
  };
  const restart = () => {
    setPlace(placeOf(from));
    setDrafts(draftsOf(from));
    setRestored(false);
    forget();
  };
  const unnamed = place.title.trim() === '';

  const save = async () => {
    setStrict(true);
    setProblem(undefined);
    if (unnamed || drafts.length === 0 || drafts.some((draft) => wrongWith(draft, drafts))) return;
    setPending(true);
    try {
      const { version } = await publish({
        kind: place.kind as NewAttributeSet['kind'],
        region_code: place.region ?? '',
        department_code: place.department ?? '',
        title: place.title.trim(),
        schema,
      });
      forget();
      toast(t('attributes.published.done', { n: version }));
      navigate('/attributes');
    } catch (caught) {
      setProblem(caught);
      setPending(false);
    }
  };
  return (
    <div className="page-body">
      <PageHeader
        back={{ to: '/attributes', label: t('attributes.title') }}
        title={from ? from.title : t('attributes.new')}
        about={t('attributes.publishHint')}
        actions={
          <Button type="primary" loading={pending} onClick={save}>
            {t('attributes.publish')}
          </Button>
        }
      />
      {restored && (
        <Note tone="blue">
          <p>
            {t('kit.form.restored')}{' '}
            <button type="button" className="link-button" onClick={restart}>
              {t('kit.form.restart')}
            </button>
          </p>
        </Note>
      )}
      <ProblemNote problem={problem} />
      <div className="two-columns two-columns-even">
        <div className="stack">
          <PlaceFields
            value={place}
            wrong={strict && unnamed ? t('attributes.wrong.name') : undefined}
            onChange={(patch) => setPlace({ ...place, ...patch })}
          />
          <Fields drafts={drafts} strict={strict} onChange={setDrafts} />
        </div>
        <div className="sticky">
          <Preview schema={schema} />
        </div>
      </div>
    </div>
  );
}

/** Declare fields without writing JSON; `?from=` starts from a published version. */
export function AttributeBuilder() {
  const [params] = useSearchParams();
  const id = params.get('from');
  const { data: sets, error, refetch } = useAttributeSets();
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!sets) return <Waiting rows={8} />;
  return <Builder key={id} from={sets.find((set) => set.id === id)} />;
}
