import { FILE_SIZE_MAX } from '../../../src/contract/history.limits.ts';
import { readPdf, takePdf } from '../../blobs/pdfs.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiKeyActor } from '../identity/actor.ts';
import { scan } from '../uploads/scanner.ts';
import { keepFile } from './files.store.ts';
import type { SyncFile } from './sync.ids.ts';

/**
 * Takes in a PDF that rows may name from now on, for a day.
 * @throws Problem 413 `payload_too_large`, 422 `file_empty`, `file_infected` or what is wrong with the PDF, 503 when the scanner cannot be asked
 */
export async function receiveFile(
  { blobs, pdf, config: { scanner }, clock }: Deps,
  { write }: Scope<ApiKeyActor>,
  content: ReadableStream<Uint8Array> | null,
): Promise<SyncFile> {
  if (!content) throw new Problem(422, 'file_empty');
  const { sha256, size } = await blobs.write(content, { maxBytes: FILE_SIZE_MAX });
  if (size === 0) throw new Problem(422, 'file_empty');
  await takePdf(pdf.inspect(await readPdf(blobs, sha256)));
  const verdict = scanner ? await scan(scanner, blobs.read(sha256)) : 'clean';
  if (verdict === 'infected') throw new Problem(422, 'file_infected');
  if (verdict === 'unavailable') throw new Problem(503, 'internal', { headers: { 'Retry-After': '60' } });
  await write((tx) => keepFile(tx, { sha256, size }, clock()));
  return { sha256, size };
}
