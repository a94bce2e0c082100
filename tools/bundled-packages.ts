import type { TestRunnerPlugin } from '@web/test-runner';
import { build, type Rolldown } from 'vite';

const PLACE = '/__bundled-packages__/';
const ENTRY = 'entry:';

/**
 * A plugin of the test runner's server: serves npm packages of many modules as a few files. Every test file is a page of its own and would load
 * each module again; zod and msw are most of what a page asks for.
 * @param packages What sources import, such as `msw/browser`. Everything that leads to the same module has to be among them, because a module
 *   that is in a bundle and is also served by itself exists twice.
 */
export async function bundledPackages(packages: readonly string[]): Promise<TestRunnerPlugin> {
  const fileOf = (name: string): string => `${PLACE}${name.replaceAll('/', '-')}.js`;
  const { output } = (await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        // The name of a package is resolved only where a module imports it, not where it is itself an entry.
        name: 'entries',
        resolveId: (source) => (source.startsWith(ENTRY) ? source : null),
        load: (id) => (id.startsWith(ENTRY) ? `export * from '${id.slice(ENTRY.length)}';` : null),
      },
    ],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: {
        input: Object.fromEntries(packages.map((name) => [fileOf(name).slice(1, -'.js'.length), ENTRY + name])),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', chunkFileNames: `${PLACE.slice(1)}[name]-[hash].js` },
      },
    },
  })) as Rolldown.RolldownOutput;
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
  return {
    name: 'bundled-packages',
    resolveImport: ({ source }) => (packages.includes(source) ? fileOf(source) : undefined),
    serve: ({ path }) => (files.has(path) ? { body: `${files.get(path)}`, type: 'js' } : undefined),
  };
}
