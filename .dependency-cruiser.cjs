// The arrows of the house: who may import whom. `npm run verify` enforces them; tools/arrows.test.ts shows that each of them bites.

const TEST = '[.]test[.]ts$|^(src/internal|components/shared)/testing/';
const BROWSER = '^(src|components|demo/pages)/';

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbidden('no-cycles', 'A cycle has no first file to read; imports of types count.', {}, { circular: true }),
    forbidden('resolvable', 'What is imported exists.', {}, { couldNotResolve: true }),
    forbidden(
      'not-to-tests',
      'What ships does not lean on what tests it.',
      { pathNot: `${TEST}|^(demo/(e2e|hosts)|server/testing|tools)/` },
      { path: `${TEST}|[.](e2e|host)[.]ts$|^(demo/(e2e|hosts)|server/testing)/` },
    ),

    forbidden(
      'contract-stands-alone',
      'The contract imports nothing but itself, and zod in schemas.',
      { path: '^src/contract/' },
      { pathNot: '^(src/contract/|node_modules/zod/)' },
    ),
    forbidden(
      'zod-in-schemas-only',
      'zod must not reach a browser bundle: schemas are for the server, tests and mocks.',
      { path: BROWSER, pathNot: `[.]schema[.]ts$|${TEST}` },
      { path: 'node_modules/zod/' },
    ),
    forbidden(
      'schemas-not-in-the-browser',
      'On the browser side only schemas, tests and mocks import schemas.',
      { path: BROWSER, pathNot: `[.]schema[.]ts$|${TEST}` },
      { path: '[.]schema[.]ts$' },
    ),

    forbidden(
      'src-knows-no-element',
      'The core knows no element, no server, no page.',
      { path: '^src/', pathNot: TEST },
      { path: '^(components|server|demo|tools)/' },
    ),
    forbidden(
      'api-above-contract',
      'api knows only the contract.',
      { path: '^src/api/', pathNot: TEST },
      { path: '^src/', pathNot: '^src/(api|contract)/' },
    ),
    forbidden(
      'words-and-styles-are-leaves',
      'Contexts, words and styles know no controller and no base element.',
      { path: '^src/(context|i18n|styles)/', pathNot: TEST },
      { path: '^src/(controllers|internal)/' },
    ),
    forbidden(
      'controllers-show-nothing',
      'A controller says what happened; who renders has the words and the looks for it.',
      { path: '^src/controllers/', pathNot: TEST },
      { path: '^src/(i18n|styles|internal)/' },
    ),
    forbidden(
      'front-door-for-guests',
      'src/index.ts is for those who install the package.',
      { path: '^(src|components)/' },
      { path: '^src/index[.]ts$' },
    ),
    forbidden(
      'components-in-the-browser',
      'Elements know no server, no page, no tool.',
      { path: '^components/', pathNot: TEST },
      { path: '^(server|demo|tools)/' },
    ),
    forbidden(
      'browser-without-node',
      'Elements, core and pages run in any browser.',
      { path: BROWSER, pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    forbidden(
      'few-packages-in-elements',
      'Every byte of a package is loaded by every host page: a new one is a decision, made here.',
      { path: '^(src|components)/', pathNot: `[.]schema[.]ts$|${TEST}` },
      {
        path: 'node_modules/',
        pathNot:
          'node_modules/(lit|lit-html|lit-element|@lit/(context|reactive-element)|@fontsource|pdfjs-dist|signature_pad)/',
      },
    ),
    forbidden(
      'pdfjs-on-demand',
      'Half a megabyte: only the engine of <etron-sign-doc> knows pdf.js, and it is loaded when a document is shown.',
      { path: '^(src|components)/', pathNot: '^components/sign-doc/sign-doc[.]engine[.]ts$' },
      { path: 'node_modules/pdfjs-dist/' },
    ),
    forbidden(
      'ink-in-the-dialog',
      'Four kilobytes: only the paper of <etron-signature-dialog> knows signature_pad, and the dialog is loaded when somebody signs.',
      { path: '^(src|components)/', pathNot: '^components/signature-dialog/signature-dialog[.]paper[.]ts$' },
      { path: 'node_modules/signature_pad/' },
    ),
    forbidden(
      'compose-by-tag',
      'An element uses another by its tag and hears its events; it never imports its class, styles or helpers, nor its define file: which tags exist is said in the define file.',
      { path: '^components/([^/]+)/', pathNot: `[.]define[.]ts$|${TEST}` },
      { path: '^components/(?!shared/)([^/]+)/', pathNot: '^components/$1/|[.]events[.]ts$' },
    ),
    forbidden(
      'define-what-you-render',
      'A define file also defines the tags its element renders, by their define files, and imports nothing else of a sibling.',
      { path: '^components/([^/]+)/.+[.]define[.]ts$' },
      { path: '^components/([^/]+)/', pathNot: '^components/$1/|[.]define[.]ts$' },
    ),
    forbidden(
      'shared-are-leaves',
      'Shared parts know no domain element.',
      { path: '^components/shared/', pathNot: TEST },
      { path: '^components/(?!shared/)' },
    ),

    forbidden(
      'server-knows-the-contract',
      'Of the browser side the server knows the contract only.',
      { path: '^server/' },
      { path: '^(src/(?!contract/)|components/|demo/|tools/)' },
    ),
    forbidden(
      'no-http-in-services',
      'Services, stores and domain code know no Hono.',
      { path: '^server/modules/.+[.](service|store|domain)[.]ts$' },
      { path: 'node_modules/(hono|@hono)/' },
    ),
    forbidden(
      'no-sql-in-services',
      'SQL is in stores.',
      { path: '^server/modules/.+[.](service|domain|routes)[.]ts$' },
      { path: 'node_modules/(kysely|pg|@electric-sql)/' },
    ),
    forbidden(
      'domain-is-pure',
      'Domain code decides on what it is given: no database, no service, no file.',
      { path: '^server/modules/.+[.]domain[.]ts$' },
      { path: '^server/(db|blobs)/|[.](service|store|routes)[.]ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbidden(
      'stores-below-services',
      'Stores have no rules and call nobody back.',
      { path: '^server/modules/.+[.]store[.]ts$' },
      { path: '[.](service|routes)[.]ts$' },
    ),
    forbidden(
      'pdf-lib-in-its-room',
      'Only server/pdf knows pdf-lib.',
      { pathNot: '^server/pdf/' },
      { path: 'node_modules/pdf-lib/' },
    ),

    forbidden(
      'pages-use-the-package',
      'The demo’s pages import the package by its name, as a customer’s page would, and never a file of it.',
      { path: '^demo/pages/' },
      { path: '^(src|components|server|tools)/', dependencyTypes: ['local'] },
    ),
    forbidden(
      'pages-know-no-server',
      'The demo’s pages talk to the server over the network only.',
      { path: '^demo/pages/' },
      { path: '^(server|tools|demo/(?!pages/))' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The applications of others in demo/hosts/ have dependencies of their own.
    exclude: { path: '^(dist|demo/hosts/[^/]+)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts'],
    },
  },
};
