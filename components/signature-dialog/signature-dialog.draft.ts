import { POINTS_MAX, SIGNATURE_FONTS, type SignatureFont } from '../../src/contract/documents.limits.ts';
import { isScribble } from '../../src/contract/documents.rules.ts';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { fontsFor } from '../shared/signature-fonts.ts';
import { SignaturePaper } from './signature-dialog.paper.ts';
import type { PictureFault } from './signature-dialog.picture.ts';

export const WAYS = ['draw', 'type', 'upload'] as const;
export type Way = (typeof WAYS)[number];

export type Kind = 'signature' | 'initials';

/** Why what is there cannot be taken: nothing is there (named by its way), or what is wrong with it. */
export type Fault = Way | 'too_big' | 'fonts' | 'unwritable' | PictureFault;

/** Who signs what. */
export interface SignatureRequest {
  kind: Kind;
  name: string;
  company?: string;
}

/** A signature in the making, in all three ways at once. */
export class Draft {
  readonly name: string;
  way: Way = 'draw';
  readonly paper: SignaturePaper;
  text: string;
  font: SignatureFont = SIGNATURE_FONTS[0];
  /** PNG, base64; empty until one is chosen. */
  image = '';
  /** What was taken last. */
  adopted: SignatureMark | undefined;

  constructor({ kind, name }: SignatureRequest, mark: SignatureMark | undefined, onInk: () => void) {
    this.name = name;
    this.paper = new SignaturePaper(onInk);
    this.text = kind === 'initials' ? initialsOf(name) : name.normalize();
    this.adopted = mark;
    switch (mark?.kind) {
      case 'drawn':
        this.paper.load(mark);
        break;
      case 'typed':
        this.way = 'type';
        Object.assign(this, { text: mark.text, font: mark.font });
        break;
      case 'uploaded':
        this.way = 'upload';
        this.image = mark.image;
    }
  }

  /** The chosen font, or the first that can write the text; undefined when none can. */
  get writingFont(): SignatureFont | undefined {
    const fonts = fontsFor(this.text);
    return fonts.includes(this.font) ? this.font : fonts[0];
  }

  /** The signature, or why there is none yet. */
  finish(): { mark: SignatureMark } | { fault: Fault } {
    const { way, paper, image } = this;
    const text = this.text.trim();
    switch (way) {
      case 'draw':
        paper.endStroke();
        if (paper.strokes.flat().length >= POINTS_MAX) return { fault: 'too_big' };
        return isScribble(paper.drawing) ? { fault: way } : { mark: paper.mark };
      case 'type': {
        const font = this.writingFont;
        if (!text) return { fault: way };
        return font ? { mark: { kind: 'typed', text, font } } : { fault: 'unwritable' };
      }
      case 'upload':
        return image ? { mark: { kind: 'uploaded', image } } : { fault: way };
    }
  }
}

/** First letters of the first and the last name: `MH` for Martina Huber, also for Dr. Martina M. Huber. */
function initialsOf(name: string): string {
  const names = name
    .normalize()
    .split(/\s+/)
    .filter((part) => /^\p{L}/u.test(part) && !part.endsWith('.'));
  const letters = (names.length > 1 ? [names[0], names.at(-1)] : names).map((part) =>
    (part ?? '')
      .split('-')
      .map(([letter]) => letter)
      .join(''),
  );
  return letters.join('').toUpperCase();
}
