import { brotliCompressSync, gzipSync } from 'node:zlib';
import { mergeConfig } from 'vite';
import { allBundle, aloneBundles, built, neededFiles } from './bundle.ts';

interface Size {
  requests: number;
  /** Bytes. */
  gzip: number;
  brotli: number;
}

/** What a page loads at once for an element, from the files that the package has for pages; what it loads later on demand is not counted. */
const BUDGETS: Record<string, Partial<Size>> = {
  // Login, menus and overview; each further page comes when it is opened.
  portal: { gzip: 36_000, requests: 6 },
  // pdf.js comes when a document is shown.
  'sign-doc': { gzip: 24_000, requests: 4 },
  'ticket-form': { gzip: 16_000, brotli: 14_600, requests: 1 },
  'ticket-list': { gzip: 22_000, requests: 3 },
};

for (const [name, config] of Object.entries({ ...aloneBundles, 'portal-widgets': allBundle })) {
  const bundled = await built(mergeConfig(config, { build: { write: false } }));
  const files = bundled.filter(({ isEntry }) => isEntry).flatMap((entry) => neededFiles(entry, bundled));
  const sum = (compressed: (code: string) => Buffer) =>
    files.reduce((bytes, { code }) => bytes + compressed(code).length, 0);
  const size: Size = {
    requests: files.length,
    gzip: sum((code) => gzipSync(code, { level: 9 })),
    brotli: sum(brotliCompressSync),
  };
  const texts = Object.entries(size).map(([unit, value]) => {
    const most = BUDGETS[name]?.[unit as keyof Size];
    if (most && value > most) process.exitCode = 1;
    return `${value.toLocaleString('en').padStart(7)} ${unit}${most ? ` (${Math.round((value / most) * 100)} % of ${most})` : ''}`;
  });
  console.log(`${name.padEnd(18)} ${texts.map((text) => text.padEnd(32)).join('')}`);
}
