import type { PDFRef } from 'pdf-lib';
import { detachCoveredAppearances } from './annotations.ts';
import { drawSignature, drawTick, type EmbeddedPicture } from './draw.ts';
import { drawText } from './draw-text.ts';
import type { PdfFile } from './file.ts';
import { type TextFonts, UndrawableError } from './fonts.ts';
import { around, type Box, boxOfArea, digits, viewOf } from './geometry.ts';
import { drawOn } from './page-content.ts';
import { type Mark, type PlacedMark, UnprintableError } from './pdf.ts';

/** Draws marks onto their pages, on top of the annotations there. Throws UnprintableError, and RangeError for a page that does not exist. */
export async function burnMarks(file: PdfFile, marks: readonly PlacedMark[], fonts: TextFonts): Promise<void> {
  const pictures = new Map<string, EmbeddedPicture>();
  const pages = Map.groupBy(marks.entries(), ([, { area }]) => area.page);
  for (const [index, placed] of pages) {
    const page = file.pages[index];
    if (!page) throw new RangeError(`The PDF has no page ${index}.`);
    const view = viewOf(page);
    const boxes = placed.map(([, { area }]) => around(boxOfArea(view, area), view.matrix));
    const { operators: below, images } = detachCoveredAppearances(file, page, boxes);
    let written = false;
    let operators = `${below}q ${digits(...view.matrix)} cm\n`;
    for (const [number, { area, mark }] of placed) {
      try {
        operators += await draw(file, mark, boxOfArea(view, area), fonts, pictures, images);
      } catch (error) {
        if (error instanceof UndrawableError) throw new UnprintableError(number, error.message);
        throw error;
      }
      written ||= mark.kind === 'text';
    }
    drawOn(file, page, `${operators}Q\n`, { fonts: written ? { T: fonts.regular.ref } : {}, images });
  }
}

async function draw(
  file: PdfFile,
  mark: Mark,
  box: Box,
  fonts: TextFonts,
  pictures: Map<string, EmbeddedPicture>,
  images: Record<string, PDFRef>,
): Promise<string> {
  switch (mark.kind) {
    case 'text':
      return `0 g ${drawText(mark.text, box, mark, fonts.regular, 'T')}`;
    case 'tick':
      return drawTick(box, mark.shape);
    case 'signature':
      return drawSignature(file, mark.mark, box, images, pictures);
  }
}
