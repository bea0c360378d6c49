import { Problem } from '@duan/api';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useKitText } from '../i18n/i18n';
import {
  defaultsOf,
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

/** Values, errors and the pending state of one form. Nothing is optimistic: it ends when the server has answered. */
export function useForm(schema: FormSchema, initial: FormValues) {
  const say = useKitText();
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [values, setValues] = useState<FormValues>(() => ({ ...defaultsOf(schema), ...initial }));
  const [errors, setErrors] = useState<FormErrors>({});
  const [problem, setProblem] = useState<unknown>();
  const [pending, setPending] = useState(false);
  const [theirs, setTheirs] = useState<string[]>([]);
  const base = useRef(initial);

  const touched = (path: string) =>
    !sameValue(valueAt(values, path), valueAt({ ...defaultsOf(schema), ...base.current }, path));

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
    setValues((before) => withValue(before, path, value));
    setErrors(({ [path]: _, ...rest }) => rest);
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
    dirty: fields.some(({ path }) => touched(path)),
    set,
    submit,
  };
}
