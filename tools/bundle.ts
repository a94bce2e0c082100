import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import type { InlineConfig, Plugin } from 'vite';

/** Every element's entry: `components/<name>/<name>.define.ts` by name. */
export const elementEntries: Record<string, string> = Object.fromEntries(
  globSync('components/*/*.define.ts')
    .sort()
    .map((path) => [basename(dirname(path)), path]),
);

/** Takes the white space out of the `html` and `css` templates, which JavaScript minifiers must leave as they are. */
export const minifyTemplates: Plugin = {
  name: 'minify-templates',
  enforce: 'pre',
  async transform(code, id) {
    if (!/\/(src|components)\/.*\.ts$/.test(id) || !/\b(html|css|svg)`/.test(code)) return null;
    const result = await minifyHTMLLiterals(code, { fileName: id });
    return result ? { code: result.code, map: result.map as never } : null;
  },
};

/**
 * What is too large for a bundle in one file stands beside it, as an entry of the modules, and loads when it is needed: pdf.js with its fonts and decoders.
 */
export const asideEntries: Record<string, string> = { 'sign-doc-engine': 'components/sign-doc/sign-doc.engine.ts' };

export const keepAside: Plugin = {
  name: 'keep-aside',
  enforce: 'pre',
  resolveId(source) {
    const aside = Object.entries(asideEntries).find(([, path]) => basename(path) === basename(source));
    return aside ? { id: `./${aside[0]}.js`, external: 'relative' } : null;
  },
};

/** What every bundle of the elements is built with. */
export const bundle: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  plugins: [minifyTemplates],
  build: {
    target: 'es2022',
    modulePreload: false,
    // For ES libraries Vite leaves white space and annotations to the bundler of whoever installs them: a tenth of the bytes of a plain page.
    rolldownOptions: {
      output: { minify: true, comments: { annotation: false } },
      // What loads on demand elsewhere may be there already when all elements are in one file.
      checks: { ineffectiveDynamicImport: false },
    },
  },
};
