import { PDFArray, PDFDict, type PDFObject } from 'pdf-lib';
import { dropAttachments } from './attachments.ts';
import { name, type PdfFile } from './file.ts';

/**
 * Removes what has no meaning in a document that is to be signed, but would cause it to be refused: usage rights for Adobe Reader, which look like a
 * signature; an empty name tree of scripts; and attached files that are not data. Returns the names of these files. Throws PdfError.
 */
export function stripFile(file: PdfFile): string[] {
  dropFrom(file, 'Perms', (key) => key === 'UR' || key === 'UR3');
  dropFrom(file, 'Names', (key, value) => key === 'JavaScript' && isEmptyTree(value));
  return dropAttachments(file);
}

/** Removes entries from a dictionary in the catalog. */
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

/** Whether a name tree is empty. */
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
