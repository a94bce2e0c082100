import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build, type InlineConfig, mergeConfig, type Rolldown } from 'vite';
import { asideEntries, bundle, elementEntries, keepAside } from './bundle.ts';

const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));

const FONT = /\.woff2\?inline$/;

/** One module per element with shared chunks: a page loads what it uses. */
function modules(outDir: string, external: RegExp[]): InlineConfig {
  return mergeConfig(bundle, {
    build: {
      outDir,
      emptyOutDir: false,
      sourcemap: true,
      license: { fileName: 'licences.md' },
      lib: { entry: { index: 'src/index.ts', ...elementEntries, ...asideEntries }, formats: ['es'] },
      rolldownOptions: { external, output: { entryFileNames: '[name].js', chunkFileNames } },
    },
  });
}

/** The fonts keep their names: the single file, which would be four times as large with them in it, loads them too. */
function chunkFileNames({ name, facadeModuleId }: { name: string; facadeModuleId: string | null }): string {
  return FONT.test(facadeModuleId ?? '') ? `fonts/${name}.js` : 'chunks/[name]-[hash].js';
}

/** For bundlers: the packages that `package.json` depends on are imported, so that an application has one Lit. */
const forBundlers = modules(
  'dist',
  Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
);

/** For pages without a bundler: nothing else is needed. */
const forPages = modules('dist/cdn', []);

/** Everything in one file, for pages that want one script tag; fonts and pdf.js lie beside it. */
const single = mergeConfig(bundle, {
  plugins: [keepAside],
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: false,
    sourcemap: true,
    lib: { entry: { 'portal-widgets': 'tools/all.ts' }, formats: ['es'] },
    rolldownOptions: {
      external: FONT,
      output: {
        entryFileNames: '[name].js',
        codeSplitting: false,
        paths: (id: string) => `./fonts/${basename(id, '.woff2?inline')}.js`,
      },
    },
  },
});

/** Where there is no page, as in Node while a framework renders on the server, an element is an empty class under its name, and defines nothing. */
function writeNode({ output }: Rolldown.RolldownOutput): void {
  mkdirSync('dist/node', { recursive: true });
  for (const file of output) {
    if (file.type !== 'chunk' || !file.isEntry || !(file.name in elementEntries)) continue;
    writeFileSync(`dist/node/${file.fileName}`, file.exports.map((name) => `export class ${name} {}\n`).join(''));
  }
}

/** The declarations are written unchecked: `npm run verify` checks the same types. */
function writeTypes(): void {
  execFileSync('tsc', ['--project', 'tsconfig.build.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
  const all = Object.values(elementEntries).map((path) => `import './${path.replace(/ts$/, 'js')}';\n`);
  writeFileSync('dist/types/portal-widgets.d.ts', `${all.join('')}export * from './src/index.js';\n`);
}

// dist/demo is the demo's.
for (const path of globSync(['dist/*.{js,map,md}', 'dist/{cdn,chunks,fonts,node,types}']))
  rmSync(path, { recursive: true });
const [built] = (await build(forBundlers)) as Rolldown.RolldownOutput[];
writeNode(built as Rolldown.RolldownOutput);
await build(forPages);
await build(single);
writeTypes();
