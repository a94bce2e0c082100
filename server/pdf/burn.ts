import type { PDFRef } from 'pdf-lib';
import { drawLine, drawLines, drawPicture, drawSignature, drawTick, embedPicture, type Picture } from './draw.ts';
import type { PdfFile } from './file.ts';
import { TextFont, Undrawable } from './fonts.ts';
import { type Box, boxOfArea, digits, viewOf } from './geometry.ts';
import { drawOn } from './page-content.ts';
import { type Mark, type PlacedMark, UnprintableError } from './pdf.ts';

/** Draws marks onto their pages. Throws UnprintableError; RangeError for a page that is not there. */
export async function burnMarks(file: PdfFile, marks: readonly PlacedMark[]): Promise<void> {
  const font = new TextFont(file, 'Regular');
  const pictures = new Map<string, Picture>();
  const pages = Map.groupBy(marks.entries(), ([, { area }]) => area.page);
  let written = false;
  for (const [index, placed] of pages) {
    const page = file.pages[index];
    if (!page) throw new RangeError(`The PDF has no page ${index}.`);
    const view = viewOf(page);
    const images: Record<string, PDFRef> = {};
    let operators = `q ${digits(...view.matrix)} cm\n`;
    for (const [number, { area, mark }] of placed) {
      try {
        operators += await draw(file, mark, boxOfArea(view, area), font, pictures, images);
      } catch (error) {
        if (error instanceof Undrawable) throw new UnprintableError(number, error.message);
        throw error;
      }
      written ||= mark.kind === 'text';
    }
    drawOn(file, page, `${operators}Q\n`, { fonts: written ? { T: font.ref } : {}, images });
  }
  if (written) font.embed();
}

async function draw(
  file: PdfFile,
  mark: Mark,
  box: Box,
  font: TextFont,
  pictures: Map<string, Picture>,
  images: Record<string, PDFRef>,
): Promise<string> {
  switch (mark.kind) {
    case 'text':
      return mark.multiline ? drawLines(mark.text, box, font, 'T') : drawLine(mark.text, box, font, 'T');
    case 'tick':
      return drawTick(box);
    case 'signature': {
      if (mark.mark.kind !== 'uploaded') return drawSignature(mark.mark, box);
      const { image } = mark.mark;
      const picture = pictures.get(image) ?? (await embedPicture(file, image));
      pictures.set(image, picture);
      images[`P${picture.ref.objectNumber}`] = picture.ref;
      return drawPicture(picture, box, `P${picture.ref.objectNumber}`);
    }
  }
}
