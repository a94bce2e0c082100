// Builds `entries/*.js` with the bundlers that the arguments name, as their documentation shows it first, into `dist/<bundler>/`.
import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

const entries = Object.fromEntries(globSync('entries/*.js').map((path) => [basename(path, '.js'), resolve(path)]));

const bundlers = {
  vite: () =>
    vite.build({
      logLevel: 'error',
      // The test serves it in a folder.
      base: './',
      build: { outDir: 'dist/vite', rolldownOptions: { input: entries, output: { entryFileNames: '[name].js' } } },
    }),

  esbuild: () =>
    esbuild.build({
      entryPoints: entries,
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      outdir: 'dist/esbuild',
    }),

  async rollup() {
    const bundle = await rollup({
      input: entries,
      plugins: [nodeResolve({ browser: true })],
      onLog: (level, log) => {
        if (level === 'warn') throw new Error(log.message);
      },
    });
    await bundle.write({ dir: 'dist/rollup' });
  },

  webpack: () =>
    new Promise((done, fail) => {
      const output = { path: resolve('dist/webpack'), filename: '[name].js', publicPath: 'auto' };
      const performance = { hints: false };
      webpack({ mode: 'production', entry: entries, output, performance }, (error, stats) => {
        if (error || stats.hasErrors() || stats.hasWarnings()) fail(error ?? new Error(stats.toString()));
        else done();
      });
    }),
};

for (const name of process.argv.slice(2)) await bundlers[name]();
