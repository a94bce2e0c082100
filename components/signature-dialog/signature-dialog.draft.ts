import {
  POINTS_MAX,
  SIGNATURE_FONTS,
  type SignatureFont,
  type SignatureKind,
} from '../../src/contract/documents.limits.ts';
import { isScribble } from '../../src/contract/documents.rules.ts';
import type { SignatureMark } from '../../src/contract/documents.ts';
import { fontsFor } from '../shared/signature-fonts.ts';
import { SignaturePaper } from './signature-dialog.paper.ts';
import type { PictureFault } from './signature-dialog.picture.ts';

export const METHODS = ['draw', 'type', 'upload'] as const;
export type SignatureMethod = (typeof METHODS)[number];

/** Why there is no signature to adopt: nothing was made yet (then it is the name of the method), or what is wrong with what was made. */
export type Fault = SignatureMethod | 'too_big' | 'fonts' | 'unwritable' | PictureFault;

/** What is to be made, and for whom. */
export interface SignatureRequest {
  kind: SignatureKind;
  name: string;
  company?: string;
}

/** A signature that is being made. It keeps what was drawn, typed and uploaded, so that changing the method loses nothing. */
export class SignatureDraft {
  readonly name: string;
  method: SignatureMethod = 'draw';
  readonly paper: SignaturePaper;
  text: string;
  font: SignatureFont = SIGNATURE_FONTS[0];
  /** PNG, base64; empty until one is chosen. */
  image = '';
  /** The signature that was adopted last. */
  adopted: SignatureMark | undefined;

  constructor({ kind, name }: SignatureRequest, mark: SignatureMark | undefined, onInkChange: () => void) {
    this.name = name;
    this.paper = new SignaturePaper(onInkChange);
    this.text = kind === 'initials' ? initialsOf(name) : name.normalize();
    this.adopted = mark;
    switch (mark?.kind) {
      case 'drawn':
        this.paper.load(mark);
        break;
      case 'typed':
        this.method = 'type';
        Object.assign(this, { text: mark.text, font: mark.font });
        break;
      case 'uploaded':
        this.method = 'upload';
        this.image = mark.image;
    }
  }

  /** The chosen font or, where that lacks letters of the text, the first that has them all; undefined when none has. */
  get writingFont(): SignatureFont | undefined {
    const fonts = fontsFor(this.text);
    return fonts.includes(this.font) ? this.font : fonts[0];
  }

  /** The finished signature, or why there is none yet. */
  finish(): { mark: SignatureMark } | { fault: Fault } {
    const { method, paper, image } = this;
    const text = this.text.trim();
    switch (method) {
      case 'draw':
        paper.endStroke();
        if (paper.strokes.flat().length >= POINTS_MAX) return { fault: 'too_big' };
        return isScribble(paper.drawing) ? { fault: method } : { mark: paper.mark };
      case 'type': {
        const font = this.writingFont;
        if (!text) return { fault: method };
        return font ? { mark: { kind: 'typed', text, font } } : { fault: 'unwritable' };
      }
      case 'upload':
        return image ? { mark: { kind: 'uploaded', image } } : { fault: method };
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
