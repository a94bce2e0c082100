import { globSync } from 'node:fs';
import type { TestRunnerPlugin } from '@web/test-runner';
import { build, type Rolldown } from 'vite';

/**
 * A plugin of the test runner's server: serves modules as bundles that Vite makes of all of them at once. Each test file is a page of its own and
 * would load hundreds of modules one by one, which took a third of the time that the tests of elements take.
 * @param entries Patterns of the paths, relative to the working directory, of the modules that pages load by their own addresses: test files, and
 *   what the frames of tests load.
 */
export async function bundledTests(entries: string[]): Promise<TestRunnerPlugin> {
  const { output } = (await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      sourcemap: true,
      target: 'es2022',
      modulePreload: false,
      chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
      rolldownOptions: {
        input: Object.fromEntries(globSync(entries).map((file) => [file, file])),
        // Modules of the test runner's server.
        external: [/^\/__web-/],
        preserveEntrySignatures: false,
        output: { entryFileNames: '[name]', chunkFileNames: 'bundled/[name]-[hash].js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]));
  return {
    name: 'bundled-tests',
    serve({ path }) {
      const file = files.get(path);
      return file === undefined ? undefined : { body: `${file}`, type: path.endsWith('.map') ? 'json' : 'js' };
    },
  };
}
