import { limits, Problem, type Training } from '@duan/api';
import { Button, Card, Checkbox, Icon, Input, ProblemNote, toast } from '@duan/kit';
import { useState } from 'react';
import { useText } from '../../shared/text';
import { useFieldWrites } from './queries';

type Line = { key: number; person_name: string; department_name: string; passed: boolean };
const most = limits.AttendeeIn;

type RowProps = {
  line: Line;
  n: number;
  error: string | undefined;
  alone: boolean;
  onPut: (change: Partial<Line>) => void;
  onDrop: () => void;
};

function Row({ line, n, error, alone, onPut, onDrop }: RowProps) {
  const t = useText();
  const named = (label: string) => `${t('field.training.row', { n })} · ${label}`;
  return (
    <li className="field-attendee">
      <span className="field-person">
        <Input
          size="large"
          aria-label={named(t('field.training.person'))}
          placeholder={t('field.training.person')}
          maxLength={most.person_name.maxLength}
          aria-invalid={error !== undefined}
          {...(error ? { status: 'error' as const } : {})}
          value={line.person_name}
          onChange={(event) => onPut({ person_name: event.target.value })}
        />
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
      </span>
      <Input
        className="field-department"
        size="large"
        aria-label={named(t('field.training.department'))}
        placeholder={t('field.training.department')}
        maxLength={most.department_name.maxLength}
        value={line.department_name}
        onChange={(event) => onPut({ department_name: event.target.value })}
      />
      <Checkbox checked={line.passed} onChange={(event) => onPut({ passed: event.target.checked })}>
        {t('field.training.passed')}
      </Checkbox>
      <Button
        type="text"
        disabled={alone}
        aria-label={t('field.training.drop', { n })}
        icon={<Icon name="trash" size={18} />}
        onClick={onDrop}
      />
    </li>
  );
}

/** The sheet that goes round at a training; it is sent once, with everybody on it. */
export function AttendanceForm({ training }: { training: Training }) {
  const t = useText();
  const { hold } = useFieldWrites();
  const blank = (key: number): Line => ({
    key,
    person_name: '',
    department_name: training.department_name,
    passed: true,
  });
  const [lines, setLines] = useState<Line[]>([blank(1)]);
  const [problem, setProblem] = useState<unknown>();
  const [pending, setPending] = useState(false);
  const wrong = problem instanceof Problem ? problem.fields() : {};

  const send = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await hold(training.id, {
        seen_version: training.version,
        attendance: lines.map(({ key: _, ...line }) => line),
      });
      toast(t('field.training.held'));
    } catch (caught) {
      setProblem(caught);
    } finally {
      setPending(false);
    }
  };
  return (
    <Card title={t('field.training.sheet')}>
      <div className="stack">
        <p className="quiet">{t('field.training.about')}</p>
        <ol className="field-attendance">
          {lines.map((line, index) => (
            <Row
              key={line.key}
              line={line}
              n={index + 1}
              error={wrong[`attendance.${index}.person_name`]}
              alone={lines.length === 1}
              onPut={(change) =>
                setLines(lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)))
              }
              onDrop={() => {
                setProblem(undefined);
                setLines(lines.filter(({ key }) => key !== line.key));
              }}
            />
          ))}
        </ol>
        <Button
          icon={<Icon name="plus" size={16} />}
          onClick={() => setLines([...lines, blank((lines.at(-1)?.key ?? 0) + 1)])}
        >
          {t('field.training.add')}
        </Button>
        <ProblemNote problem={problem} />
        <Button
          type="primary"
          size="large"
          block
          icon={<Icon name="check" size={18} />}
          loading={pending}
          onClick={send}
        >
          {t('field.training.hold')}
        </Button>
      </div>
    </Card>
  );
}
