import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The demo's pages. They import the package by its name, as any page would; here that leads to the sources. */
export default defineConfig({
  root: here('./pages'),
  publicDir: here('./pages/public'),
  logLevel: 'warn',
  resolve: {
    alias: [
      { find: /^@etron\/portal-widgets$/, replacement: here('../src/index.ts') },
      { find: /^@etron\/portal-widgets\/([\w-]+)$/, replacement: here('../components/$1/$1.define.ts') },
    ],
  },
  build: {
    outDir: here('../dist/demo'),
    emptyOutDir: true,
    target: 'es2022',
    // The pages' policy allows no inline code and no data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'staff.html', 'partner/index.html', 'partner/en.html', 'onretail/index.html'].map((page) => here(`./pages/${page}`)),
    },
  },
});
