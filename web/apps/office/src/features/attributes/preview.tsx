import {
  Button,
  Card,
  type FormSchema,
  type FormValues,
  SchemaFields,
  toast,
  useForm,
} from '@duan/kit';
import { useText } from '../../shared/text';

const nothing: FormValues = {};

/** The form as its users will meet it, with the real rules. */
export function Preview({ schema }: { schema: FormSchema }) {
  const t = useText();
  const form = useForm(schema, nothing);
  const check = () => form.submit(async () => toast(t('attributes.tryGood')));
  return (
    <Card
      title={t('attributes.preview')}
      extra={
        form.fields.length > 0 && (
          <Button size="small" onClick={check}>
            {t('attributes.try')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="quiet">
          {form.fields.length > 0 ? t('attributes.previewHint') : t('attributes.previewEmpty')}
        </p>
        <SchemaFields form={form} />
      </div>
    </Card>
  );
}
