import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { loadCredentials } from '../credentials.ts';
import { openPdfEngine, type PdfEngineOptions } from '../engine.ts';
import type { Inspection, PdfEngine } from '../pdf.ts';
import { AUDIT } from './baseline.ts';
import { asFields } from './fields.ts';
import { run } from './programs.ts';

export interface TestEngine {
  engine: PdfEngine;
  /** A folder for files. */
  folder: string;
}

/** An engine with a key for development, and a folder. Both are gone after the tests of the file. */
export async function openTestEngine(options: Partial<PdfEngineOptions> = {}): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'etron-pdf-'));
  const credentials = await loadCredentials({ development: join(folder, 'key.pem') });
  const engine = openPdfEngine({ credentials, ...options });
  after(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });
  return { engine, folder };
}

interface Sealer extends TestEngine {
  /** Takes a PDF all the way from an upload to its seal, which `pdfsig` has to find valid. */
  seal(pdf: Uint8Array): Promise<Inspection & { sealed: Uint8Array; path: string }>;
}

export async function openSealer(): Promise<Sealer> {
  const { engine, folder } = await openTestEngine({ workers: 1 });
  return {
    engine,
    folder,
    seal: async (pdf) => {
      const inspection = await engine.inspect(pdf);
      const prepared = await engine.prepare(pdf, asFields(inspection.fields));
      const area = { page: 0, x: 0.1, y: 0.1, width: 0.3, height: 0.05 };
      const burned = await engine.burn(prepared, [{ area, mark: { kind: 'tick' } }]);
      const sealed = await engine.seal(
        burned,
        [{ area, mark: { kind: 'text', text: 'Hollerbach', multiline: false } }],
        AUDIT,
      );
      const path = join(folder, 'sealed.pdf');
      await writeFile(path, sealed);
      const { output } = await run('pdfsig', path);
      assert.match(output, /Signature is Valid\./);
      assert.match(output, /Total document signed/);
      assert.doesNotMatch(output, /Signature #2/);
      return { ...inspection, sealed, path };
    },
  };
}
