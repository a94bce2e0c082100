import { PDFArray, PDFDict, type PDFObject } from 'pdf-lib';
import { dropAttachments } from './attachments.ts';
import { name, type PdfFile } from './file.ts';

/**
 * Takes out of a file what says or does nothing in a document to be signed, but stands in the way: usage rights for Adobe Reader, which are no signature, trees of
 * scripts without a script, and attached files that are no data. Returns the names of these files. Throws PdfError.
 */
export function stripFile(file: PdfFile): string[] {
  dropFrom(file, 'Perms', (key) => key === 'UR' || key === 'UR3');
  dropFrom(file, 'Names', (key, value) => key === 'JavaScript' && isEmptyTree(value));
  return dropAttachments(file);
}

/** Drops entries of a dictionary in the catalog. */
function dropFrom(file: PdfFile, key: string, isDropped: (key: string, value: PDFObject | undefined) => boolean): void {
  const dict = file.catalog.lookup(name(key));
  if (!(dict instanceof PDFDict)) return;
  const copy = file.copy(dict);
  for (const entry of dict.keys()) if (isDropped(entry.decodeText(), dict.lookup(entry))) copy.delete(entry);
  if (copy.keys().length === dict.keys().length) return;
  const catalog = file.copy(file.catalog);
  if (copy.keys().length > 0) catalog.set(name(key), copy);
  else catalog.delete(name(key));
  file.set(file.catalogRef, catalog);
}

/** Whether a tree of names has none. */
function isEmptyTree(root: PDFObject | undefined): boolean {
  const nodes = new Set([root]);
  for (const node of nodes) {
    if (!(node instanceof PDFDict)) return false;
    const [names, kids] = [node.lookup(name('Names')), node.lookup(name('Kids'))];
    if (names !== undefined && !(names instanceof PDFArray && names.size() === 0)) return false;
    if (kids === undefined) continue;
    if (!(kids instanceof PDFArray)) return false;
    for (const kid of kids.asArray()) nodes.add(node.context.lookup(kid));
  }
  return true;
}
