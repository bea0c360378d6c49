import { FormSheet } from '@duan/kit';

export function NewTerminal({ onClose }: { onClose: () => void }) {
  return (
    <FormSheet
      title="新建"
      schema={{ type: 'object', properties: { name: { title: '名称' } } }}
      initial={{}}
      submitLabel="建"
      onSubmit={async () => undefined}
      onClose={onClose}
    />
  );
}
