import type { Terminal, TreeNode } from '@duan/api';
import { Button, Card, ErrorState, Icon, Tree, Waiting } from '@duan/kit';
import { useNavigate } from 'react-router';
import { useLabels } from '../../shared/labels';
import { useText } from '../../shared/text';
import { useTree } from './queries';

/** The whole institution around the current terminal. */
export function TreePanel({ terminal, onAdd }: { terminal: Terminal; onAdd: () => void }) {
  const t = useText();
  const { label } = useLabels();
  const navigate = useNavigate();
  const { data: root, error, refetch } = useTree(terminal.id);
  const body = () => {
    if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
    if (!root) return <Waiting rows={5} />;
    return (
      <>
        <Tree<TreeNode>
          root={root}
          current={terminal.id}
          label={t('terminals.tree.label')}
          onOpen={(id) => navigate(`/terminals/${id}`)}
          render={(node) => (
            <>
              <span
                className={
                  node.status === 'CLOSED' || node.status === 'MERGED'
                    ? 'tree-name quiet'
                    : 'tree-name'
                }
              >
                {node.name}
              </span>
              <span className="tree-kind">{label('kind', node.kind)}</span>
            </>
          )}
        />
        {root.children.length === 0 && (
          <p className="tree-alone quiet">{t('terminals.tree.alone')}</p>
        )}
      </>
    );
  };
  return (
    <aside className="side-column">
      <Card
        flush
        title={t('terminals.tree.title')}
        extra={
          terminal.may.includes('edit') && (
            <Button size="small" icon={<Icon name="plus" size={14} />} onClick={onAdd}>
              {t('terminals.action.child')}
            </Button>
          )
        }
      >
        {body()}
      </Card>
    </aside>
  );
}
