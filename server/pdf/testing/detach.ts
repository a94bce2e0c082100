import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './programs.ts';

/** The files attached to a PDF, by name, as poppler takes them out of it. */
export async function detach(pdf: Uint8Array): Promise<Record<string, Buffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'etron-detach-'));
  try {
    const path = join(folder, 'whole.pdf');
    await writeFile(path, pdf);
    const { output } = await run('pdfdetach', '-list', path);
    const names = [...output.matchAll(/^\d+: (.*)$/gm)].map(([, name]) => name!);
    const files: Record<string, Buffer> = {};
    for (const [index, name] of names.entries()) {
      const target = join(folder, `${index}`);
      await run('pdfdetach', '-save', `${index + 1}`, '-o', target, path);
      files[name] = await readFile(target);
    }
    return files;
  } finally {
    await rm(folder, { recursive: true });
  }
}
