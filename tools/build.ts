import { execFileSync } from 'node:child_process';
import { build, mergeConfig } from 'vite';
import { bundle, elementEntries } from './bundle.ts';

/** One module per element with shared chunks: a page loads what it uses. */
const modules = mergeConfig(bundle, {
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    lib: { entry: { index: 'src/index.ts', ...elementEntries }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
  },
});

/** Everything in one file, for pages without a bundler that want one script tag. */
const single = mergeConfig(bundle, {
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    sourcemap: true,
    lib: { entry: { 'portal-widgets': 'tools/all.ts' }, formats: ['es'] },
    rolldownOptions: { output: { entryFileNames: '[name].js', codeSplitting: false } },
  },
});

await build(modules);
await build(single);
execFileSync('tsc', ['--project', 'tsconfig.build.json'], { stdio: 'inherit' });
