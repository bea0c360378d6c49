import { type Account, limits, type NewScope, type ScopeNode } from '@duan/api';
import {
  Button,
  Card,
  Chip,
  ErrorState,
  Facts,
  type FormSchema,
  FormSheet,
  type FormValues,
  Icon,
  Tree,
  toast,
  Waiting,
} from '@duan/kit';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMay } from '../../shared/me';
import { RegionInput } from '../../shared/region-input';
import { useRoleName } from '../../shared/role-name';
import { optionsOf, useScopes } from '../../shared/scopes';
import { useText } from '../../shared/text';
import { useAccounts, useStaffWrites } from './queries';
import { type ScopeItem, scopeTree } from './scope-tree';

const nothing: FormValues = {};

function AddScope({ parent, onClose }: { parent: ScopeNode; onClose: () => void }) {
  const t = useText();
  const { addScope } = useStaffWrites();
  const schema = useMemo<FormSchema>(
    () => ({
      type: 'object',
      required: ['name'],
      properties: {
        name: {
          type: 'string',
          ...limits.ScopeIn.name,
          title: t('staff.scope.name'),
          description: t('staff.scope.nameHint'),
          'x-order': 1,
        },
        region_code: {
          type: 'string',
          ...limits.ScopeIn.region_code,
          title: t('terminals.field.region_code'),
          description: t('staff.scope.regionHint'),
          'x-pattern-hint': t('terminals.field.regionPattern'),
          'x-order': 2,
        },
      },
    }),
    [t],
  );
  return (
    <FormSheet
      title={t('staff.scope.under', { name: parent.name })}
      schema={schema}
      initial={nothing}
      widgets={{ region_code: RegionInput }}
      submitLabel={t('staff.scope.add')}
      draft={`scope ${parent.id}`}
      onClose={onClose}
      onSubmit={async ({ name, region_code }) => {
        const body: NewScope = {
          parent_id: parent.id,
          name: String(name),
          region_code: String(region_code ?? ''),
        };
        await addScope(body);
        toast(t('staff.scope.added'));
      }}
    />
  );
}

/** Whose grants begin exactly at this scope; those further up reach it too. */
function Holders({ scope, accounts }: { scope: ScopeNode; accounts: Account[] }) {
  const t = useText();
  const roleName = useRoleName();
  const here = accounts.flatMap((account) =>
    account.grants
      .filter(({ scope_id }) => scope_id === scope.id)
      .map((grant) => ({ grant, name: account.display_name })),
  );
  if (here.length === 0) return <p className="quiet">{t('staff.scope.noHolders')}</p>;
  return (
    <ul className="row">
      {here.map(({ grant, name }) => (
        <li key={grant.id}>
          <Chip>{`${name} · ${roleName(grant.role_code, grant.role_name)}`}</Chip>
        </li>
      ))}
    </ul>
  );
}

function Chosen({ scope, trail }: { scope: ScopeNode; trail: string }) {
  const t = useText();
  const mayShape = useMay('access.shape');
  const mayManage = useMay('people.manage');
  const { data: accounts } = useAccounts(mayManage);
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title={scope.name}
      extra={
        mayShape && (
          <Button
            size="small"
            icon={<Icon name="plus" size={14} />}
            onClick={() => setAdding(true)}
          >
            {t('staff.scope.addBelow')}
          </Button>
        )
      }
    >
      <div className="stack">
        <Facts
          items={[
            { label: t('staff.scope.trail'), value: trail, wide: true },
            {
              label: t('terminals.field.region_code'),
              value: scope.region_code || t('staff.scope.noRegion'),
              wide: true,
            },
          ]}
        />
        {accounts && (
          <section>
            <h3 className="quiet">{t('staff.scope.holders')}</h3>
            <Holders scope={scope} accounts={accounts} />
          </section>
        )}
      </div>
      {adding && <AddScope parent={scope} onClose={() => setAdding(false)} />}
    </Card>
  );
}

/** How the company is cut into scopes: grants and terminals both belong to one. */
export function Scopes() {
  const t = useText();
  const { data: scopes, error, refetch } = useScopes();
  const [params, setParams] = useSearchParams();
  const root = useMemo(() => scopeTree(scopes ?? []), [scopes]);
  if (error) return <ErrorState problem={error} onRetry={() => refetch()} />;
  if (!scopes || !root) return <Waiting rows={8} />;
  const chosen = scopes.find(({ id }) => String(id) === params.get('scope')) ?? scopes[0];
  const trail = optionsOf(scopes).find(({ value }) => value === chosen?.id)?.trail ?? '';
  return (
    <>
      <p className="quiet">{t('staff.scope.about')}</p>
      <div className="two-columns two-columns-even">
        <Card flush>
          <Tree<ScopeItem>
            root={root}
            current={String(chosen?.id ?? root.id)}
            label={t('staff.tab.scopes')}
            onOpen={(id) => setParams({ tab: 'scopes', scope: id }, { replace: true })}
            render={(node) => (
              <>
                <span className="tree-name">{node.name}</span>
                {node.region && <span className="tree-kind mono">{node.region}</span>}
              </>
            )}
          />
        </Card>
        {chosen && <Chosen key={chosen.id} scope={chosen} trail={trail} />}
      </div>
    </>
  );
}
