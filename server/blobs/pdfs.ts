import { FILE_SIZE_MAX } from '../../src/contract/limits.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { PdfBusyError, PdfError } from '../pdf/pdf.ts';
import type { BlobStore, WrittenBlob } from './blob-store.ts';

/** Maximum size in bytes of a PDF with all signatures and the audit page, which add fonts and pictures to the upload. */
export const SEALED_MAX = 3 * FILE_SIZE_MAX;

/** Reads a whole PDF into memory, as the engine needs it. */
export async function readPdf(blobs: BlobStore, sha256: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of blobs.read(sha256)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Stores a PDF. When this resolves, it survives a power cut. */
export function writePdf(blobs: BlobStore, pdf: Uint8Array): Promise<WrittenBlob> {
  return blobs.write(new Blob([pdf as Uint8Array<ArrayBuffer>]).stream(), { maxBytes: SEALED_MAX });
}

/**
 * Renders a new PDF from a stored one, checks the result (`checkRendered` of the engine), and stores it.
 * @throws Problem as `mapPdfErrors`
 * @throws Error if the result does not pass the check. The request is then answered with 500, and changes nothing.
 */
export async function renderPdf(
  { blobs, pdf }: Pick<Deps, 'blobs' | 'pdf'>,
  sha256: string,
  { sealed, render }: { sealed: boolean; render: (pdf: Uint8Array) => Promise<Uint8Array> },
): Promise<WrittenBlob> {
  const shown = await readPdf(blobs, sha256);
  const rendered = await mapPdfErrors(render(shown));
  await mapPdfErrors(pdf.checkRendered(rendered, { sha256, size: shown.length, sealed }));
  return writePdf(blobs, rendered);
}

/** Waits for work of the engine. A PDF that it refuses becomes a Problem 422 with the reason, and an engine that is too busy 503. */
export async function mapPdfErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PdfError) throw new Problem(422, error.code, { detail: error.message });
    if (error instanceof PdfBusyError) throw new Problem(503, 'internal', { headers: { 'Retry-After': '5' } });
    throw error;
  }
}
