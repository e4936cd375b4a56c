/** Who may import whom. Each message says what to do instead. */
const features = '^app/src/features/'
const feature = '^app/src/features/(schedule/[^/]+|[^/]+)/'

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'These files import each other in a circle. Move what they share into a file that imports neither.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'Rules are pure functions from facts to findings. Pass what you need in as an argument.',
      from: { path: '^rules/src', pathNot: '\\.test\\.ts$|/testing/' },
      to: { pathNot: '^rules/src' },
    },
    {
      name: 'solver-is-pure',
      severity: 'error',
      comment: 'The solver is plain data in, plain data out. What needs Node belongs in solver/src/node.',
      from: { path: '^solver/src', pathNot: '^solver/src/node|\\.test\\.ts$|/testing/' },
      to: { pathNot: '^(solver/src/(?!node/)|rules/)' },
    },
    {
      name: 'packages-do-not-know-the-app',
      severity: 'error',
      comment: 'Rules and solver serve more than this application. Hand them data instead.',
      from: { path: '^(rules|solver)/' },
      to: { path: '^app/' },
    },
    {
      name: 'contract-knows-nobody',
      severity: 'error',
      comment: 'The contract is shared by server and browser. Move server code to platform/, browser code to ui/.',
      from: { path: '^app/src/contract/' },
      to: { path: '^app/src/(?!contract/)' },
    },
    {
      name: 'foundations-know-no-feature',
      severity: 'error',
      comment: 'platform/ and ui/ serve every feature and know none. Let the feature pass in what differs.',
      from: { path: '^app/src/(platform|ui)/' },
      to: { path: features },
    },
    {
      name: 'platform-is-not-for-the-browser',
      severity: 'error',
      comment:
        'Browser code may use contract/, ui/, rules, and the contract and policy of features. Ask the server over a route.',
      from: { path: '^app/src/(ui/|web/|web\\.tsx|features/web\\.ts|features/.*/web/)', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^app/src/(platform/|server\\.ts|worker\\.ts|cli\\.ts|demo/|features/.*/(store|service|routes|schema|jobs|cli)\\.ts)',
      },
    },
    {
      name: 'server-is-not-the-browser',
      severity: 'error',
      comment: 'Server code does not import pages. Share types through contract.ts.',
      from: { path: '^app/src/', pathNot: '^app/src/(ui/|web/|web\\.tsx|features/web\\.ts|features/.*/web/)' },
      to: { path: '^app/src/(ui/|web/|features/.*/web/)' },
    },
    {
      name: 'features-meet-at-the-front-door',
      severity: 'error',
      comment:
        'Features use each other through index.ts, contract.ts, schema.ts or policy.ts. Export what you need from the index.',
      from: { path: feature, pathNot: '\\.test\\.ts$' },
      to: {
        path: feature,
        pathNot: [
          '^app/src/features/$1/',
          '/(index|contract|schema|policy)\\.ts$',
          '/web/index\\.ts$',
          '^app/src/features/schedule/',
        ],
      },
    },
    {
      name: 'sql-only-in-stores',
      severity: 'error',
      comment: 'Queries live in store.ts, so that every access path can be seen in one place. Add a function there.',
      from: {
        path: '^app/src/',
        pathNot:
          '(store|schema)(\\.test)?\\.ts$|/stores?/|^app/src/platform/(db|columns)|^app/src/testing/|\\.test\\.ts$',
      },
      to: { path: 'node_modules/(drizzle-orm|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing imports this file. Delete it, or use it.',
      from: { orphan: true, pathNot: '\\.(d|test)\\.ts$|/testing/|vite\\.config|\\.config\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/dist/|/dist-web/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
