/** The order of the workspace: rules <- api <- sync <- kit <- apps. Each line below is one sentence of that law. */
const outside = (path) => `^packages/(?!${path})|^apps/`;

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'packages-do-not-know-apps', severity: 'error', from: { path: '^packages/' }, to: { path: '^apps/' } },
    { name: 'rules-are-pure', severity: 'error', from: { path: '^packages/rules/', pathNot: '\\.test\\.ts$' }, to: { pathNot: '^packages/rules/' } },
    { name: 'api-knows-only-rules', severity: 'error', from: { path: '^packages/api/' }, to: { path: outside('(api|rules)/') } },
    { name: 'sync-knows-only-rules-and-api', severity: 'error', from: { path: '^packages/sync/' }, to: { path: outside('(sync|api|rules)/') } },
    { name: 'kit-knows-only-what-is-below', severity: 'error', from: { path: '^packages/kit/' }, to: { path: outside('(kit|sync|api|rules)/') } },
    { name: 'api-and-sync-are-ui-free', severity: 'error', from: { path: '^packages/(api|sync)/' }, to: { path: 'node_modules/(react|react-dom|preact|antd|@tanstack)/' } },
    { name: 'only-kit-imports-antd', severity: 'error', from: { path: '^(packages|apps)/', pathNot: '^packages/kit/' }, to: { path: 'node_modules/(antd|@ant-design|@rc-component)/' } },
    { name: 'features-do-not-know-each-other', severity: 'error', from: { path: '^apps/([^/]+)/src/features/([^/]+)/' }, to: { path: '^apps/$1/src/features/', pathNot: '^apps/$1/src/features/$2/' } },
    { name: 'features-do-not-know-the-app', severity: 'error', from: { path: '^apps/([^/]+)/src/features/' }, to: { path: '^apps/$1/src/app/' } },
    { name: 'shared-stands-below-features', severity: 'error', from: { path: '^apps/([^/]+)/src/shared/' }, to: { path: '^apps/$1/src/(app|features)/' } },
    { name: 'words-come-with-their-area', severity: 'error', from: { path: '^apps/office/src/', pathNot: '\\.test\\.tsx?$|/shared/testing\\.ts$' }, to: { path: '/shared/words/(zh|en)/all\\.ts$', dependencyTypesNot: ['type-only'] } },
    { name: 'apps-do-not-know-each-other', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'field-stays-light', severity: 'error', from: { path: '^apps/field/' }, to: { path: 'node_modules/(antd|react|react-dom)/|^packages/kit/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
