import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type InlineConfig, mergeConfig, type Rolldown } from 'vite';
import {
  allBundle,
  aloneBundles,
  built,
  bundle,
  elementEntries,
  LOADED,
  loaderBundle,
  neededFiles,
  sharedBundle,
} from './bundle.ts';

const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Modules that can be imported by their own names: the main entry, all elements, each element's class and its definition. */
const ENTRIES = [
  'src/index.ts',
  ...Object.values(elementEntries).flatMap((path) => [path, path.replace('.define.', '.')]),
];

/**
 * For bundlers: a module for each module of the sources, so that an application has what it imports and nothing else, and once what
 * `package.json` depends on. Other packages, such as pdf.js, are among the modules, because not every bundler takes their workers and fonts.
 */
const modules = mergeConfig(bundle, {
  build: {
    license: { fileName: 'licences.md' },
    lib: { entry: ENTRIES, formats: ['es'] },
    rolldownOptions: {
      external: Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
      preserveEntrySignatures: 'strict',
      output: {
        preserveModules: true,
        preserveModulesRoot: process.cwd(),
        // npm leaves folders that are called `node_modules` out of packages.
        entryFileNames: ({ name }) => `${name.replace(/^.*node_modules\/|^_virtual\/.*\//, 'packages/')}.js`,
      },
    },
  },
} satisfies InlineConfig);

/** Where there is no page, as in Node while a framework renders on the server, an element is an empty class under its name, and defines nothing. */
function writeNode(chunks: Rolldown.OutputChunk[]): void {
  for (const { fileName, isEntry, exports } of chunks) {
    if (!isEntry || !fileName.startsWith('components/')) continue;
    const path = `dist/node/${fileName}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, exports.map((name) => `export class ${name} {}\n`).join(''));
  }
}

/** The declarations are written unchecked: `npm run verify` checks the same types. */
function writeTypes(): void {
  execFileSync('tsc', ['--project', 'tsconfig.build.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
  const all = Object.values(elementEntries).map((path) => `import './${path.replace(/ts$/, 'js')}';\n`);
  writeFileSync('dist/portal-widgets.d.ts', `${all.join('')}export * from './src/index.js';\n`);
  writeFileSync('dist/portal-widgets.js', `${all.join('')}export * from './src/index.js';\n`);
}

/** Writes, beside each file of `cdn/`, what servers send compressed, and the hashes for `integrity` attributes. */
function finishPages(): void {
  const hashes: Record<string, string> = {};
  for (const path of globSync('dist/cdn/**/*.js').sort()) {
    const code = readFileSync(path);
    hashes[path.slice('dist/cdn/'.length)] = `sha384-${createHash('sha384').update(code).digest('base64')}`;
    writeFileSync(`${path}.gz`, gzipSync(code, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(code));
  }
  writeFileSync('dist/cdn/integrity.json', `${JSON.stringify(hashes, null, 2)}\n`);
}

// The others are the demo's.
for (const path of globSync('dist/*', { exclude: ['dist/demo', 'dist/demo-database.tar.gz'] }))
  rmSync(path, { recursive: true });
writeNode(await built(modules));
for (const config of [...Object.values(aloneBundles), allBundle]) await build(config);
const shared = await built(sharedBundle);
const elements = shared.filter(({ isEntry }) => isEntry);
await build(
  loaderBundle(
    Object.fromEntries(
      elements.map((entry) => [
        entry.name.slice(`${LOADED}/`.length),
        neededFiles(entry, shared).map(({ fileName }) => fileName),
      ]),
    ),
  ),
);
writeTypes();
finishPages();
