import type { ScopeNode } from '@duan/api';
import type { TreeItem } from '@duan/kit';

export type ScopeItem = TreeItem & { region: string; children: ScopeItem[] };

/** The flat list, parents before children, as one nested tree. */
export function scopeTree(scopes: readonly ScopeNode[]): ScopeItem | undefined {
  const items = new Map<number, ScopeItem>();
  let root: ScopeItem | undefined;
  for (const { id, parent_id, name, region_code } of scopes) {
    const item: ScopeItem = { id: String(id), name, region: region_code, children: [] };
    items.set(id, item);
    const parent = parent_id === null ? undefined : items.get(parent_id);
    if (parent) parent.children.push(item);
    else root ??= item;
  }
  return root;
}
