import { Problem } from '@duan/api';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useKitText } from '../i18n/i18n';
import { dropDraft, readDraft, type Touched, writeDraft } from './drafts';
import {
  defaultsOf,
  type FormField,
  type FormSchema,
  type FormValues,
  fieldsOf,
  sameValue,
  valueAt,
  withValue,
} from './schema';
import { type FormErrors, validate } from './validate';

export type FormState = ReturnType<typeof useForm>;

/** Refusals that a field can show stay at the field; the rest is for the note above the form. */
function split(problem: unknown, paths: Set<string>): { fields: FormErrors; rest: unknown } {
  // A stale record is no mistake of the fields: the note lists what others changed.
  if (!(problem instanceof Problem) || problem.code === 'stale')
    return { fields: {}, rest: problem };
  const fields = Object.fromEntries(
    Object.entries(problem.fields()).filter(([field]) => paths.has(field)),
  );
  const covered = problem.where.length > 0 && problem.where.every(({ field }) => paths.has(field));
  return { fields, rest: covered ? undefined : problem };
}

/** Typed values laid over the record as it is now. */
function laidOver(values: FormValues, kept: readonly Touched[]): FormValues {
  return kept.reduce((all, { path, now }) => withValue(all, path, now), values);
}

/** Titles of the fields that somebody else changed since they were typed into. */
function changedSince(fields: FormField[], initial: FormValues, kept: readonly Touched[]) {
  const changed = new Set(
    kept.filter(({ path, was }) => !sameValue(valueAt(initial, path), was)).map(({ path }) => path),
  );
  return fields
    .filter(({ path }) => changed.has(path))
    .map(({ schema, path }) => schema.title ?? path);
}

/** Values, errors and the pending state of one form. Nothing is optimistic: it ends when the server has answered.
 * With a `draft` key, what was typed outlives a lost session in this tab. */
export function useForm(schema: FormSchema, initial: FormValues, draft = '') {
  const say = useKitText();
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [kept, setKept] = useState(() => (draft && readDraft<Touched[]>(draft)) || []);
  const [values, setValues] = useState<FormValues>(() =>
    laidOver({ ...defaultsOf(schema), ...initial }, kept),
  );
  const [errors, setErrors] = useState<FormErrors>({});
  const [problem, setProblem] = useState<unknown>();
  const [pending, setPending] = useState(false);
  const [theirs, setTheirs] = useState<string[]>(() => changedSince(fields, initial, kept));
  const base = useRef(initial);
  const over = useRef(false);

  const before = (path: string) => valueAt({ ...defaultsOf(schema), ...base.current }, path);
  const touched = (path: string) => !sameValue(valueAt(values, path), before(path));

  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing is worth keeping
  useEffect(() => {
    if (draft === '' || over.current) return;
    // Fields of a schema that is still on its way count too.
    const paths = new Set([...fields, ...kept].map(({ path }) => path));
    const work = [...paths]
      .filter(touched)
      .map((path) => ({ path, was: before(path), now: valueAt(values, path) }));
    if (work.length > 0) writeDraft(draft, work);
    else dropDraft(draft);
  }, [values]);

  // A newer version of the record arrived: untouched fields follow it, touched ones keep what was typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new version of the record is news
  useEffect(() => {
    if (sameValue(base.current, initial)) return;
    const changed = fields.filter(
      ({ path }) => !sameValue(valueAt(base.current, path), valueAt(initial, path)),
    );
    let next = values;
    for (const { path } of changed)
      if (!touched(path)) next = withValue(next, path, valueAt(initial, path));
    base.current = initial;
    setValues(next);
    setTheirs(changed.map(({ schema: field, path }) => field.title ?? path));
    setProblem(undefined);
  }, [initial]);

  const set = (path: string, value: unknown) => {
    setValues((all) => withValue(all, path, value));
    setErrors(({ [path]: _, ...rest }) => rest);
  };

  /** Throw the typed work away. */
  const forget = () => {
    over.current = true;
    if (draft) dropDraft(draft);
  };
  const restart = () => {
    setValues({ ...defaultsOf(schema), ...base.current });
    setErrors({});
    setTheirs([]);
    setKept([]);
  };

  /** Run `save` when the values are right; returns whether it succeeded. */
  const submit = async (save: (values: FormValues) => Promise<unknown>): Promise<boolean> => {
    const found = validate(schema, values, say);
    setErrors(found);
    setProblem(undefined);
    if (Object.keys(found).length > 0) return false;
    setPending(true);
    try {
      await save(values);
      forget();
      return true;
    } catch (caught) {
      const { fields: fieldErrors, rest } = split(caught, new Set(fields.map(({ path }) => path)));
      setErrors(fieldErrors);
      setProblem(rest);
      return false;
    } finally {
      setPending(false);
    }
  };

  return {
    fields,
    values,
    errors,
    problem,
    pending,
    theirs,
    restored: kept.length > 0,
    dirty: fields.some(({ path }) => touched(path)),
    set,
    submit,
    forget,
    restart,
  };
}
