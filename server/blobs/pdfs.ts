import { FILE_SIZE_MAX } from '../../src/contract/limits.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { PdfBusyError, PdfError } from '../pdf/pdf.ts';
import type { BlobStore, WrittenBlob } from './blob-store.ts';

/** Bytes of a PDF with all signatures and the audit page: fonts and pictures come on top of what was uploaded. */
export const SEALED_MAX = 3 * FILE_SIZE_MAX;

/** A PDF as a whole, as the engine takes it. */
export async function readPdf(blobs: BlobStore, sha256: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of blobs.read(sha256)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Keeps a PDF; when this resolves, it survives a power cut. */
export function writePdf(blobs: BlobStore, pdf: Uint8Array): Promise<WrittenBlob> {
  return blobs.write(new Blob([pdf as Uint8Array<ArrayBuffer>]).stream(), { maxBytes: SEALED_MAX });
}

/**
 * Makes another PDF of one, checks it as the engine's `checkRendered` does, and keeps it as `writePdf` does. Fails as `takePdf`, and
 * with a plain Error, so that the request is answered with 500 and changes nothing, when what was rendered does not pass the check.
 */
export async function renderPdf(
  { blobs, pdf }: Pick<Deps, 'blobs' | 'pdf'>,
  sha256: string,
  { sealed, render }: { sealed: boolean; render: (pdf: Uint8Array) => Promise<Uint8Array> },
): Promise<WrittenBlob> {
  const shown = await readPdf(blobs, sha256);
  const rendered = await takePdf(render(shown));
  await takePdf(pdf.checkRendered(rendered, { sha256, size: shown.length, sealed }));
  return writePdf(blobs, rendered);
}

/** Runs work of the engine; a PDF it does not take is 422 with its reason, and when it has too much to do 503. */
export async function takePdf<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PdfError) throw new Problem(422, error.code, { detail: error.message });
    if (error instanceof PdfBusyError) throw new Problem(503, 'internal', { headers: { 'Retry-After': '5' } });
    throw error;
  }
}
