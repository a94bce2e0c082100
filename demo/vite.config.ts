import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The demo's pages. They import the package by its name, as any page would; the condition leads to its sources. */
export default defineConfig({
  root: here('./pages'),
  publicDir: here('./pages/public'),
  logLevel: 'warn',
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: here('../dist/demo'),
    emptyOutDir: true,
    target: 'es2022',
    // The pages' policy allows no inline code and no data: addresses for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // pdf.js, which loads when a document is shown.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: globSync('**/*.html', { cwd: here('./pages') }).map((page) => here(`./pages/${page}`)),
    },
  },
});
