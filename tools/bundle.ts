import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { minifyHTMLLiterals } from 'minify-literals';
import { build, type InlineConfig, mergeConfig, type Plugin, type Rolldown } from 'vite';

/** Every element's entry: `components/<name>/<name>.define.ts` by name. */
export const elementEntries: Record<string, string> = Object.fromEntries(
  globSync('components/*/*.define.ts')
    .sort()
    .map((path) => [basename(dirname(path)), path]),
);

/** Folder, in `cdn/`, of the elements that the loader loads. */
export const LOADED = 'loaded';

/** Takes the white space out of the `html` and `css` templates, which JavaScript minifiers must leave as they are. */
export const minifyTemplates: Plugin = {
  name: 'minify-templates',
  enforce: 'pre',
  async transform(code, id) {
    if (!/\/(src|components)\/.*\.ts$/.test(id) || !/\b(html|css|svg)`/.test(code)) return null;
    const result = await (minified.get(id) ?? minified.set(id, minifyHTMLLiterals(code, { fileName: id })).get(id));
    return result ? { code: result.code, map: result.map as never } : null;
  },
};

/** By path: most modules are in many bundles, and this takes two thirds of the time of a bundle. */
const minified = new Map<string, ReturnType<typeof minifyHTMLLiterals>>();

/** What everything that is built of the elements has in common. */
export const bundle: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  plugins: [minifyTemplates],
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    // pdf.js, which loads when a document is shown.
    chunkSizeWarningLimit: 3_000,
  },
};

/** Name of the chunk of all elements together: the one file that has them all. */
const ALL = 'portal-widgets';

/** What elements load when they need it: pdf.js with its fonts and decoders, and the fonts of typed signatures. */
const isOnDemand = (id: string): boolean => /sign-doc\.engine|pdfjs-dist|@fontsource/.test(id);

/** Chunks of several bundles lie side by side, those that are equal once. */
const HASHED = 'chunks/[name]-[hash].js';

/** The same for all elements. */
const PDF = { name: 'pdf', test: /\/pdfjs-dist\/build\/pdf\.min/ };

/** For pages without a bundler: nothing else is needed. */
function forPages(
  entry: Record<string, string>,
  chunks: { name: string; test?: (id: string) => boolean; minShareCount?: number }[] = [],
): InlineConfig {
  return mergeConfig(bundle, {
    build: {
      outDir: 'dist/cdn',
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        // Chunks take what they share with an entry from there, so it exports more than its source does.
        preserveEntrySignatures: 'allow-extension',
        output: {
          // For ES libraries Vite leaves white space and annotations to the bundler of whoever installs them: a tenth of the bytes of a plain page.
          minify: true,
          comments: { annotation: false },
          entryFileNames: '[name].js',
          chunkFileNames: HASHED,
          codeSplitting: { groups: [PDF, ...chunks] },
        },
        // What loads on demand elsewhere may be there already when all elements are in one file.
        checks: { ineffectiveDynamicImport: false },
      },
    },
  } satisfies InlineConfig);
}

/** Each element alone, in a file with everything that it needs at once. */
export const aloneBundles: Record<string, InlineConfig> = Object.fromEntries(
  Object.entries(elementEntries).map(([name, path]) => [name, forPages({ [name]: path })]),
);

/** All elements in one file, and the licences of all packages that are in the files for pages. */
export const allBundle = mergeConfig(
  forPages({ [ALL]: 'tools/all.ts' }, [{ name: ALL, test: (id) => !isOnDemand(id) }]),
  { build: { license: { fileName: 'licences.md' } } } satisfies InlineConfig,
);

/** Elements that share what they have in common, for the loader. Its list of files is a script that every page loads, so their names are short. */
export const sharedBundle = mergeConfig(
  forPages(Object.fromEntries(Object.entries(elementEntries).map(([name, path]) => [`${LOADED}/${name}`, path])), [
    // What nearly every element needs; the rest is shared by those that need it.
    { name: 'core', minShareCount: 10 },
  ]),
  {
    build: {
      rolldownOptions: {
        preserveEntrySignatures: false,
        output: {
          chunkFileNames: ({ name, facadeModuleId }: Rolldown.PreRenderedChunk) =>
            name === PDF.name || isOnDemand(facadeModuleId ?? '') ? HASHED : `${LOADED}/[name].js`,
        },
      },
    },
  },
);

/**
 * The script that loads the elements of a page.
 * @param needed For each element the files of `sharedBundle` that it needs at once, its own first.
 */
export function loaderBundle(needed: Record<string, string[]>): InlineConfig {
  // Most files are needed by several elements: each is named once.
  const files = [...new Set(Object.values(needed).flat())];
  const elements = Object.fromEntries(
    Object.entries(needed).map(([name, own]) => [name, own.map((file) => files.indexOf(file))]),
  );
  return mergeConfig(forPages({ loader: 'src/loader.ts' }), {
    define: { FILES: JSON.stringify(files), ELEMENTS: JSON.stringify(elements) },
  } satisfies InlineConfig);
}

/** Builds, and returns the modules that were written. */
export async function built(config: InlineConfig): Promise<Rolldown.OutputChunk[]> {
  const [result] = (await build(config)) as Rolldown.RolldownOutput[];
  return (result?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [file] : []));
}

/** The files of a bundle that an entry needs at once, its own first. */
export function neededFiles(entry: Rolldown.OutputChunk, bundled: Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const files = new Set([entry]);
  for (const { imports } of files) {
    for (const file of bundled) if (imports.includes(file.fileName)) files.add(file);
  }
  return [...files];
}
