import { mkdir } from 'node:fs/promises';
import { loadCredentials } from '../pdf/credentials.ts';
import { openPdfEngine } from '../pdf/engine.ts';
import type { PdfEngine } from '../pdf/pdf.ts';

const CACHE = new URL('../../node_modules/.cache/etron/', import.meta.url);

/** The real engine in one thread, with a key that all tests share. */
export async function openTestPdfEngine(clock: () => Date): Promise<PdfEngine> {
  await mkdir(CACHE, { recursive: true });
  const credentials = await loadCredentials({ development: new URL('test-seal.pem', CACHE).pathname });
  return openPdfEngine({ credentials, clock, workers: 1 });
}
