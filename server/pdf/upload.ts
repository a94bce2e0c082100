import { createHash } from 'node:crypto';
import { PDFDict, PDFNumber, type PDFObject, PDFRawStream } from 'pdf-lib';
import { name, PdfFile } from './file.ts';

/** A PDF as it is kept. */
export interface Upload {
  file: PdfFile;
  /** Bytes to be kept instead of those that were uploaded; null when it is those. */
  decrypted: Uint8Array | null;
}

/**
 * Opens a PDF that somebody uploads. One that is encrypted, but opens without a password and may be filled in and signed, is written anew without: only then can
 * something be appended that every viewer shows. Throws PdfError.
 */
export function openUpload(bytes: Uint8Array): Upload {
  const file = new PdfFile(bytes, { encrypted: true });
  if (!file.isEncrypted) return { file, decrypted: null };
  const decrypted = inClear(file);
  return { file: new PdfFile(decrypted), decrypted };
}

/** The /ID of what is made of a PDF: the same one makes the same again. */
export const idOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 16);

/** The objects of a file under their numbers. What was in object streams stands beside them. */
function inClear(file: PdfFile): Uint8Array {
  const trailer = file.copy(file.trailer);
  const encryption = trailer.get(name('Encrypt'));
  const objects = file.refs().flatMap((ref) => {
    const object = file.context.lookup(ref);
    return object && ref !== encryption && !isStructure(object) ? [{ ref, object }] : [];
  });
  trailer.delete(name('Encrypt'));
  trailer.set(name('Size'), PDFNumber.of(Math.max(0, ...objects.map(({ ref }) => ref.objectNumber)) + 1));
  const header = Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const plain = new PdfFile(header, { xref: { places: new Map(), trailer, form: 'table', start: null, base: 0 } });
  for (const { ref, object } of objects) plain.set(ref, object);
  return plain.append(idOf(file.bytes)).bytes;
}

/** Whether an object only tells how the file was written. */
function isStructure(object: PDFObject): boolean {
  if (object instanceof PDFDict) return object.has(name('Linearized'));
  const type = object instanceof PDFRawStream ? object.dict.lookup(name('Type')) : undefined;
  return type === name('XRef') || type === name('ObjStm');
}
