import type { Upload } from '../../../src/contract/history.ts';
import { FILE_SIZE_MAX } from '../../../src/contract/limits.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { Participant, Uploader } from '../identity/actor.ts';
import { checkType, cleanName, endingOf, forbiddenType, IMAGE_HEAD } from './file-checks.ts';
import { scan } from './scanner.ts';
import {
  findFile,
  insertUpload,
  isReferenced,
  listQuarantined,
  type StoredFile,
  settleQuarantine,
} from './uploads.store.ts';

interface Received {
  upload: Upload;
  /** Whether the file is held back, because the scanner could not be asked. */
  quarantined: boolean;
}

/**
 * Takes a file in. Its name is checked first, so that most refused files are never stored, and its content afterwards.
 * @throws Problem 413 `payload_too_large`, 415 `file_type_forbidden`, 422 `file_empty`, `image_too_large`, `file_infected`
 */
export async function receiveUpload(
  deps: Deps,
  scope: Scope<Uploader>,
  name: string,
  content: ReadableStream<Uint8Array> | null,
): Promise<Received> {
  const cleaned = cleanName(name);
  const ending = endingOf(cleaned);
  if (!ending) throw forbiddenType();
  if (!content) throw new Problem(422, 'file_empty');
  const blob = await deps.blobs.write(content, { maxBytes: FILE_SIZE_MAX });
  if (blob.size === 0) throw new Problem(422, 'file_empty');

  const type = await checkType(ending, await readHead(deps.blobs.read(blob.sha256), IMAGE_HEAD));
  const verdict = deps.config.scanner ? await scan(deps.config.scanner, deps.blobs.read(blob.sha256)) : 'clean';
  if (verdict === 'infected') throw new Problem(422, 'file_infected');

  const quarantinedAt = verdict === 'clean' ? null : deps.clock();
  const upload = await scope.write((tx) =>
    insertUpload(
      tx,
      scope.actor,
      { sha256: blob.sha256, name: cleaned, type, size: blob.size, quarantinedAt },
      deps.clock(),
    ),
  );
  return { upload, quarantined: quarantinedAt !== null };
}

/** A file with its content. 404 when the actor may not read it, or the scanner has not seen it. */
export async function readAttachment(
  deps: Deps,
  scope: Scope<Participant>,
  id: string,
): Promise<{ file: StoredFile; content: ReadableStream<Uint8Array> }> {
  const file = await scope.read((tx) => findFile(tx, scope.actor, id));
  if (!file) throw notFound();
  return { file, content: deps.blobs.read(file.sha256) };
}

async function readHead(content: ReadableStream<Uint8Array>, bytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= bytes) break;
  }
  return Buffer.concat(chunks, Math.min(size, bytes));
}

/** Deletes the files written before a moment that none of these columns (`table.column`) refers to. */
export async function deleteUnreferencedBlobs(
  { db, blobs }: Deps,
  columns: readonly string[],
  before: Date,
): Promise<void> {
  for await (const { sha256, writtenAt } of blobs.list()) {
    // A file that was just written has no row yet.
    if (writtenAt > before) continue;
    // `delete` checks the time again: the same file may have been written once more while its row was looked for.
    if (!(await db.system((tx) => isReferenced(tx, sha256, columns), 'read'))) await blobs.delete(sha256, before);
  }
}

/** Has the scanner look at files that it could not be asked about when they were uploaded. */
export async function rescanQuarantined({ db, blobs, config: { scanner } }: Deps): Promise<void> {
  // Asks whether the scanner answers at all: each of the files below would wait for its time-out otherwise.
  if (!scanner || (await scan(scanner, new Blob(['Is anybody there?']).stream())) === 'unavailable') return;
  for (const { id, sha256 } of await db.system(listQuarantined, 'read')) {
    const verdict = await scan(scanner, blobs.read(sha256));
    // A file that the scanner refuses to look at stays held back, and does not keep the others waiting.
    if (verdict !== 'unavailable') await db.system((tx) => settleQuarantine(tx, id, verdict));
  }
}
