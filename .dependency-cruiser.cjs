// The arrows of the house: who may import whom. `npm run verify` enforces them; tools/arrows.test.ts shows that each of them bites.

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbidden('no-cycles', 'A cycle has no first file to run; types may know each other.', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbidden('resolvable', 'What is imported exists.', {}, { couldNotResolve: true }),
    forbidden('contract-stands-alone', 'The contract imports nothing but itself, and zod in schemas.', { path: '^src/contract/' }, { pathNot: '^(src/contract/|node_modules/zod/)' }),
    forbidden(
      'zod-in-schemas-only',
      'zod must not reach a browser bundle: schemas are for the server, tests and mocks.',
      { path: '^(src|components|demo/pages)/', pathNot: '[.]schema[.]ts$' },
      { path: 'node_modules/(zod|@hono)/' },
    ),
    forbidden(
      'schemas-not-in-the-browser',
      'Only schemas, tests and mocks import schemas on the browser side.',
      { path: '^(src|components|demo/pages)/', pathNot: '([.]schema|[.]test)[.]ts$|^src/internal/testing/' },
      { path: '[.]schema[.]ts$' },
    ),
    forbidden('src-knows-no-element', 'The core knows no element, no server, no page.', { path: '^src/', pathNot: '[.]test[.]ts$|^src/internal/testing/' }, { path: '^(components|server|demo|tools)/' }),
    forbidden('api-below-controllers', 'api knows only the contract.', { path: '^src/api/', pathNot: '[.]test[.]ts$' }, { path: '^src/', pathNot: '^src/(api|contract)/' }),
    forbidden('components-in-the-browser', 'Elements know no server, no page, no tool.', { path: '^components/', pathNot: '[.]test[.]ts$' }, { path: '^(server|demo|tools)/' }),
    forbidden('browser-without-node', 'Elements and core run in any browser.', { path: '^(src|components|demo/pages)/', pathNot: '[.]test[.]ts$' }, { dependencyTypes: ['core'] }),
    forbidden(
      'compose-by-tag',
      'An element uses another by its tag: its define file may import define files, its class imports no sibling’s class. Events are facts anyone may import.',
      { path: '^components/([^/]+)/', pathNot: '([.]define|[.]test)[.]ts$' },
      { path: '^components/(?!shared/)([^/]+)/', pathNot: '^components/$1/|[.]events[.]ts$' },
    ),
    forbidden('shared-are-leaves', 'Shared parts know no domain element.', { path: '^components/shared/', pathNot: '[.]test[.]ts$' }, { path: '^components/(?!shared/)' }),
    forbidden('server-knows-the-contract', 'Of src the server knows the contract only.', { path: '^server/' }, { path: '^(src/(?!contract/)|components/|demo/|tools/)' }),
    forbidden('no-http-in-services', 'Services, stores and domain code know no Hono.', { path: '^server/modules/.+[.](service|store|domain)[.]ts$' }, { path: 'node_modules/(hono|@hono)/' }),
    forbidden('no-sql-in-services', 'SQL is in stores.', { path: '^server/modules/.+[.](service|domain|routes)[.]ts$' }, { path: 'node_modules/kysely/' }),
    forbidden('pdf-lib-in-its-room', 'Only server/pdf knows pdf-lib.', { pathNot: '^server/pdf/' }, { path: 'node_modules/pdf-lib/' }),
    forbidden(
      'pages-use-the-package',
      'The demo’s pages use package entry points only, as a customer’s page would.',
      { path: '^demo/pages/' },
      { path: '^(src|components|server|tools)/', pathNot: '^src/index[.]ts$|^components/[^/]+/[^/]+[.]define[.]ts$' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default', 'types'], extensions: ['.ts', '.js', '.mjs', '.d.ts'] },
  },
};
