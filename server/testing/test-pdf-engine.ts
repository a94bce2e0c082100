import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { loadCredentials } from '../pdf/credentials.ts';
import { openPdfEngine } from '../pdf/engine.ts';
import type { PdfEngine } from '../pdf/pdf.ts';

const CACHE = new URL('../../node_modules/.cache/etron/', import.meta.url);
const KEY = new URL('test-seal.pem', CACHE).pathname;

/** The real PDF engine with one worker, and a key that all tests share. */
export async function openTestPdfEngine(clock: () => Date): Promise<PdfEngine> {
  if (!existsSync(KEY)) await makeKey();
  return openPdfEngine({ credentials: await loadCredentials({ development: KEY }), clock, workers: 1 });
}

/** Makes the key under another name first, so that no other process, each of which runs a test file, sees half of it. */
async function makeKey(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const development = `${KEY}.${randomUUID()}`;
  await loadCredentials({ development });
  await rename(development, KEY);
}
