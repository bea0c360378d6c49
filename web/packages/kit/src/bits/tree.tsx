import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useKitText } from '../i18n/i18n';
import { Icon } from './icons';

export type TreeItem = { id: string; name: string; children: TreeItem[] };
type Flat<Node> = { node: Node; depth: number; parent: string | null };

type Props<Node extends TreeItem> = {
  root: Node;
  current: string;
  label: string;
  render: (node: Node) => ReactNode;
  onOpen: (id: string) => void;
};

function pathTo<Node extends TreeItem>(node: Node, id: string): string[] {
  if (node.id === id) return [node.id];
  for (const child of node.children as Node[]) {
    const below = pathTo(child, id);
    if (below.length > 0) return [node.id, ...below];
  }
  return [];
}

function flatten<Node extends TreeItem>(
  node: Node,
  open: Set<string>,
  depth = 0,
  parent: string | null = null,
): Flat<Node>[] {
  const here: Flat<Node> = { node, depth, parent };
  if (!open.has(node.id)) return [here];
  return [
    here,
    ...(node.children as Node[]).flatMap((child) => flatten(child, open, depth + 1, node.id)),
  ];
}

/** An institution's tree with the ARIA tree keys: arrows move and fold, Enter opens. */
export function Tree<Node extends TreeItem>({ root, current, label, render, onOpen }: Props<Node>) {
  const t = useKitText();
  const trail = useMemo(() => pathTo(root, current), [root, current]);
  const [open, setOpen] = useState(() => new Set([root.id, ...trail]));
  const [active, setActive] = useState(current);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    setOpen((before) => new Set([...before, root.id, ...trail]));
    setActive(current);
  }, [root.id, trail, current]);

  const rows = useMemo(() => flatten(root, open), [root, open]);
  const focusable = rows.some(({ node }) => node.id === active) ? active : root.id;

  const toggle = (id: string, wanted: boolean) =>
    setOpen((before) => {
      const next = new Set(before);
      if (wanted) next.add(id);
      else next.delete(id);
      return next;
    });
  const go = (id: string | undefined | null) => {
    if (!id) return;
    setActive(id);
    box.current?.querySelector<HTMLElement>(`[data-node="${id}"]`)?.focus();
  };
  const keys = (event: React.KeyboardEvent, row: Flat<Node>, index: number) => {
    const { node, parent } = row;
    const actions: Record<string, () => void> = {
      arrowdown: () => go(rows[index + 1]?.node.id),
      arrowup: () => go(rows[index - 1]?.node.id),
      arrowright: () => (open.has(node.id) ? go(node.children[0]?.id) : toggle(node.id, true)),
      arrowleft: () =>
        open.has(node.id) && node.children.length > 0 ? toggle(node.id, false) : go(parent),
      home: () => go(rows[0]?.node.id),
      end: () => go(rows.at(-1)?.node.id),
      enter: () => onOpen(node.id),
    };
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  return (
    <div ref={box} role="tree" aria-label={label} className="tree">
      {rows.map((row, index) => (
        <div
          key={row.node.id}
          data-node={row.node.id}
          role="treeitem"
          aria-level={row.depth + 1}
          aria-selected={row.node.id === current}
          {...(row.node.children.length > 0 ? { 'aria-expanded': open.has(row.node.id) } : {})}
          tabIndex={row.node.id === focusable ? 0 : -1}
          className={row.node.id === current ? 'tree-row tree-current' : 'tree-row'}
          style={{ paddingInlineStart: 8 + row.depth * 18 }}
          onClick={() => onOpen(row.node.id)}
          onKeyDown={(event) => keys(event, row, index)}
        >
          {row.node.children.length > 0 ? (
            <button
              type="button"
              tabIndex={-1}
              className={open.has(row.node.id) ? 'tree-fold tree-open' : 'tree-fold'}
              aria-label={t('kit.tree.toggle', { name: row.node.name })}
              onClick={(event) => {
                event.stopPropagation();
                toggle(row.node.id, !open.has(row.node.id));
              }}
            >
              <Icon name="right" size={14} />
            </button>
          ) : (
            <span className="tree-leaf" />
          )}
          {render(row.node)}
        </div>
      ))}
    </div>
  );
}
