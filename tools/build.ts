import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { build, mergeConfig, type Rolldown } from 'vite';
import { asideEntries, bundle, elementEntries, keepAside } from './bundle.ts';

const output = { outDir: 'dist', emptyOutDir: false, sourcemap: true };

const FONT = /\.woff2\?inline$/;

/** One module per element with shared chunks: a page loads what it uses. */
const modules = mergeConfig(bundle, {
  build: {
    ...output,
    license: { fileName: 'licences.md' },
    lib: { entry: { index: 'src/index.ts', ...elementEntries, ...asideEntries }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames } },
  },
});

/** The fonts keep their names: the single file, which would be four times as large with them in it, loads them too. */
function chunkFileNames({ name, facadeModuleId }: { name: string; facadeModuleId: string | null }): string {
  return FONT.test(facadeModuleId ?? '') ? `fonts/${name}.js` : 'chunks/[name]-[hash].js';
}

/** Everything in one file, for pages without a bundler that want one script tag; fonts lie beside it. */
const single = mergeConfig(bundle, {
  plugins: [keepAside],
  build: {
    ...output,
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

/** Declarations that need no Lit, since the modules need none. */
function writeTypes(): void {
  execFileSync('tsc', ['--project', 'tsconfig.build.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
  copyFileSync('tools/lit-types.d.ts', 'dist/types/lit.d.ts');
  for (const path of globSync('dist/types/{src,components}/**/*.d.ts')) {
    const lit = relative(dirname(path), 'dist/types/lit.js').replaceAll('\\', '/');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/(from |import\()(['"])@?lit(?:\/[\w.-]+)*\2/g, `$1'${lit}'`));
  }
  const all = Object.values(elementEntries).map((path) => `import './${path.replace(/ts$/, 'js')}';\n`);
  writeFileSync('dist/types/portal-widgets.d.ts', `${all.join('')}export * from './src/index.js';\n`);
}

// dist/demo is the demo's.
for (const path of globSync(['dist/*.{js,map,md}', 'dist/chunks', 'dist/fonts', 'dist/node', 'dist/types']))
  rmSync(path, { recursive: true });
const [built] = (await build(modules)) as Rolldown.RolldownOutput[];
writeNode(built as Rolldown.RolldownOutput);
await build(single);
writeTypes();
