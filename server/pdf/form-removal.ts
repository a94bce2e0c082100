import { PDFArray, PDFDict, type PDFObject, PDFRef } from 'pdf-lib';
import { activeKind } from './active.ts';
import { name, type PdfFile } from './file.ts';
import { setAnnotations } from './page-content.ts';
import { annotationsOf, chainOf, isWidget, itemsOf } from './widgets.ts';

/** Maximum depth of the tree of fields. */
const DEPTH_MAX = 50;

/**
 * Removes the form from a file: its widgets and fields with their actions, and its XFA. What they looked like has to be drawn before. The objects
 * that hold scripts are deleted as well, and do not only become unreachable.
 */
export function removeForm(file: PdfFile): void {
  const catalog = file.copy(file.catalog);
  const form = catalog.lookup(name('AcroForm'));
  const nodes = nodesOf(file, form);
  for (const page of file.pages) {
    const annotations = annotationsOf(file, page);
    const kept = annotations.filter(({ dict }) => !isWidget(dict));
    if (kept.length < annotations.length) setAnnotations(file, page, kept);
  }
  for (const [node, ref] of nodes) {
    deleteActions(file, node);
    if (ref) file.delete(ref);
  }
  if (form instanceof PDFDict) deleteXfa(file, form);
  deleteAll(file, [catalog.get(name('AcroForm'))]);
  for (const key of ['AcroForm', 'NeedsRendering']) catalog.delete(name(key));
  file.set(file.catalogRef, catalog);
}

/** The widgets of all pages with their parents, and the fields of the form, with their references. */
function nodesOf(file: PdfFile, form: PDFObject | undefined): Map<PDFDict, PDFRef | undefined> {
  const nodes = new Map<PDFDict, PDFRef | undefined>();
  const add = (value: PDFObject | undefined, depth = 0): void => {
    const node = value instanceof PDFRef ? file.context.lookup(value) : value;
    if (!isFieldNode(node) || nodes.has(node) || depth > DEPTH_MAX) return;
    nodes.set(node, value instanceof PDFRef ? value : undefined);
    for (const kid of itemsOf(node.lookup(name('Kids')))) add(kid, depth + 1);
  };
  for (const page of file.pages) {
    for (const { ref, dict } of annotationsOf(file, page)) {
      if (!isWidget(dict)) continue;
      add(ref ?? dict);
      for (const node of chainOf(dict)) add(node.get(name('Parent')));
    }
  }
  if (form instanceof PDFDict) for (const field of itemsOf(form.lookup(name('Fields')))) add(field);
  return nodes;
}

/** Whether a dictionary is a field or a widget. A form may refer to other objects as its fields, such as the pages or a link. */
const isFieldNode = (value: PDFObject | undefined): value is PDFDict =>
  value instanceof PDFDict &&
  (!value.has(name('Type')) || value.lookup(name('Type')) === name('Annot')) &&
  (!value.has(name('Subtype')) || isWidget(value));

/** Deletes the actions of a node that run scripts or start programs. Other actions, such as going to a page, may be shared with a link. */
function deleteActions(file: PdfFile, node: PDFDict): void {
  const resolve = (value: PDFObject | undefined) => file.context.lookup(value as PDFRef);
  const events = node.lookup(name('AA'));
  const stack = [node.get(name('A')), ...(events instanceof PDFDict ? events.values() : [])];
  const seen = new Set<PDFObject>();
  while (stack.length > 0) {
    const value = stack.pop();
    const action = resolve(value);
    if (!action || seen.has(action)) continue;
    seen.add(action);
    if (action instanceof PDFArray) stack.push(...action.asArray());
    if (!(action instanceof PDFDict)) continue;
    stack.push(action.get(name('Next')));
    if (activeKind(action, resolve) !== undefined) deleteAll(file, [value, action.get(name('JS'))]);
  }
  deleteAll(file, [node.get(name('AA'))]);
}

function deleteXfa(file: PdfFile, form: PDFDict): void {
  deleteAll(file, [...itemsOf(form.lookup(name('XFA'))), form.get(name('XFA'))]);
}

function deleteAll(file: PdfFile, values: readonly (PDFObject | undefined)[]): void {
  for (const value of values) if (value instanceof PDFRef) file.delete(value);
}
