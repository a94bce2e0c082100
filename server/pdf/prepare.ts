import type { DocumentField, FieldArea } from '../../src/contract/documents.ts';
import { Appearances } from './appearance.ts';
import { ContentReader } from './content-reader.ts';
import { fieldGroups } from './field-groups.ts';
import type { PdfFile } from './file.ts';
import { TextFonts } from './fonts.ts';
import { removeForm } from './form-removal.ts';
import { boxOfArea, digits, viewOf } from './geometry.ts';
import { type Drawing, drawOn } from './page-content.ts';
import type { PdfPage } from './page-tree.ts';
import { stripFile } from './strip.ts';
import { readTags } from './tags.ts';
import { annotationsOf, isWidget, widgetOf } from './widgets.ts';

/**
 * Removes the form of a PDF, and draws what it showed into the pages. Of the given fields, which signers will fill in, only frames and unticked
 * boxes are drawn; of all other fields also their values. Text tags are painted over in white, but their characters stay in the text of the
 * page. `stripFile` says what else is removed.
 */
export async function prepareFile(file: PdfFile, fields: readonly DocumentField[]): Promise<void> {
  const tags = Map.groupBy(await readTags(file, new ContentReader(file)), ({ area }) => area.page);
  const fonts = new TextFonts(file);
  const drawings = drawWidgets(file, fields, fonts);
  for (const [index, page] of file.pages.entries()) {
    const tagsOff = (tags.get(index) ?? []).map(({ area }) => whiteOut(page, area)).join('');
    const { operators, images } = drawings[index]!;
    if (tagsOff !== '' || operators !== '') drawOn(file, page, tagsOff + operators, { images });
  }
  fonts.embed();
  removeForm(file);
  stripFile(file);
}

/** What each page shows of the form. All pages are read before anything is removed, because widgets on several pages may share a field. */
function drawWidgets(file: PdfFile, fields: readonly DocumentField[], fonts: TextFonts): Drawing[] {
  const names = new Set(fields.map((field) => field.name));
  const ours = new Set(
    fieldGroups(file)
      .filter((group) => names.has(group.name))
      .flatMap(({ placed }) => placed.map(({ widget }) => widget.dict)),
  );
  const appearances = new Appearances(file, fonts);
  return file.pages.map((page) => {
    const drawing: Drawing = { operators: '', images: {} };
    for (const { ref, dict } of annotationsOf(file, page)) {
      const placed = isWidget(dict) ? appearances.placedFormOf(widgetOf(ref, dict), !ours.has(dict)) : undefined;
      if (!placed) continue;
      const image = `L${placed.ref.objectNumber}`;
      drawing.images[image] = placed.ref;
      drawing.operators += `q ${digits(...placed.matrix)} cm /${image} Do Q\n`;
    }
    return drawing;
  });
}

function whiteOut(page: PdfPage, area: FieldArea): string {
  const view = viewOf(page);
  const { left, bottom, right, top } = boxOfArea(view, area);
  return `q ${digits(...view.matrix)} cm 1 g ${digits(left, bottom, right - left, top - bottom)} re f Q\n`;
}
