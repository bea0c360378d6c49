import { download } from '@duan/api';
import { Button, Dropdown, Icon, toast } from '@duan/kit';
import { useText } from '../../shared/text';

export function TemplateButton() {
  const t = useText();
  const get = (format: string) =>
    download('/api/imports/template', { format }, `terminals-template.${format}`).catch(
      (caught: Error) => toast(caught.message, 'bad'),
    );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: t('imports.templateXlsx') },
          { key: 'csv', label: t('imports.templateCsv') },
        ],
        onClick: ({ key }) => get(key),
      }}
    >
      <Button icon={<Icon name="download" size={16} />}>{t('imports.template')}</Button>
    </Dropdown>
  );
}
