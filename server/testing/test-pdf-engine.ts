import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { loadCredentials } from '../pdf/credentials.ts';
import { openPdfEngine } from '../pdf/engine.ts';
import type { PdfEngine } from '../pdf/pdf.ts';

const CACHE = new URL('../../node_modules/.cache/etron/', import.meta.url);
const KEY = new URL('test-seal.pem', CACHE).pathname;

/** The real engine in one thread, with a key that all tests share. */
export async function openTestPdfEngine(clock: () => Date): Promise<PdfEngine> {
  if (!existsSync(KEY)) await makeKey();
  return openPdfEngine({ credentials: await loadCredentials({ development: KEY }), clock, workers: 1 });
}

/** Test files run in processes of their own: none of them may see half a key. */
async function makeKey(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const development = `${KEY}.${randomUUID()}`;
  await loadCredentials({ development });
  await rename(development, KEY);
}
