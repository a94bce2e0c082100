import type { Alignment, TickShape } from '../../src/contract/documents.limits.ts';
import type {
  DocumentField,
  DocumentWarning,
  FieldArea,
  NewField,
  SignatureMark,
  VerificationFault,
} from '../../src/contract/documents.ts';
import type { Language } from '../../src/contract/language.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';

/** What is written into a PDF at an area: text, a tick, or a signature as a vector path. */
export type Mark =
  | ({ kind: 'text'; text: string } & TextLayout)
  | { kind: 'tick'; shape?: TickShape }
  | { kind: 'signature'; mark: SignatureMark };

/** How a text is laid out in its box. */
export interface TextLayout {
  multiline: boolean;
  /** Defaults to `left`. */
  alignment?: Alignment;
  /** Font size in points, which is reduced if there is not enough room. Defaults to 11. */
  size?: number;
  /** Number of cells of the same width, with one character in each. Ignored if there are more characters than cells. */
  cells?: number;
}

export interface PlacedMark {
  area: FieldArea;
  mark: Mark;
}

/** The pages and fields of a PDF that an author has uploaded. */
export interface Inspection {
  /** Sizes of the pages as displayed, after cropping and rotation, in points. */
  pages: { width: number; height: number }[];
  /** The fields of its AcroForm and of its text tags, in tab order. The role is empty if the PDF names none. */
  fields: NewField[];
  /** What could not be kept of its form. */
  warnings: DocumentWarning[];
  /** Names of attached files that are not data, and are removed when the document is sent. */
  dropped: string[];
  /** The PDF without encryption, to be kept and prepared instead of the upload. Null if it was not encrypted. */
  decrypted: Uint8Array | null;
}

/** A PDF that is shown as it is. */
export interface CleanedPdf {
  /** The PDF to keep instead of the original; the same original always gives the same bytes. Null if the original can stay as it is. */
  pdf: Uint8Array | null;
  /** Names of attached files that are not data and were removed. */
  dropped: string[];
}

/** The content of the pages that are appended to a sealed PDF: what was signed, by whom, and how the signers were known. */
export interface AuditPage {
  /** Language of the page numbers. */
  language: Language;
  /** Kind of document, such as `Signaturprotokoll`, above the title and at the foot of each page. */
  kind: string;
  title: string;
  /** Number or id of the document that the page belongs to, at the foot of each page. */
  reference: string;
  /** The reason of the signature, as viewers show it. */
  reason: string;
  blocks: AuditBlock[];
}

/** A part of the audit pages, which are written from top to bottom. */
export type AuditBlock =
  | { kind: 'heading'; text: string }
  /** A line in bold, with `aside` below it. */
  | { kind: 'strong'; text: string; aside: string }
  | { kind: 'row'; label: string; value: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'signature'; mark: SignatureMark };

/** The result of checking the signature of a PDF. It does not say whether the document is in our database. */
export interface SealCheck {
  fault: VerificationFault | null;
}

/** The PDF that another one was rendered from. */
export interface RenderSource {
  /** Hash of the original, in hexadecimal, and its size in bytes. */
  sha256: string;
  size: number;
  /** Whether the rendered PDF must have our seal. */
  sealed: boolean;
}

/** Why a PDF is refused. */
export type PdfFault = Extract<ProblemCode, `pdf_${string}`>;

/** Thrown by the engine for a PDF it does not take. */
export class PdfError extends Error {
  readonly code: PdfFault;

  constructor(code: PdfFault, detail: string) {
    super(detail);
    this.name = 'PdfError';
    this.code = code;
  }
}

/** The result of `read`, or undefined if that part of a PDF cannot be read. For parts that the caller can do without. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // A PDF that is refused for another reason, such as its size, is still refused.
    if (error instanceof PdfError && error.code === 'pdf_invalid') return undefined;
    throw error;
  }
}

/**
 * All work on PDFs. It is done in worker threads, a few PDFs at a time, and the others wait in a queue of limited length. PDFs are only changed by
 * incremental updates, so that all bytes of the original stay as they are.
 */
export interface PdfEngine {
  /** Checks a PDF that an author uploads (bombs, encryption, active content, signatures) and reads its fields. Throws PdfError. */
  inspect(pdf: Uint8Array): Promise<Inspection>;
  /**
   * Checks a PDF that is not prepared by an author, but shown and sealed as it is. It removes what `prepare` would remove: encryption, usage
   * rights, attached files that are not data, and a form with active content, whose appearances are drawn into the pages. Throws PdfError.
   */
  clean(pdf: Uint8Array): Promise<CleanedPdf>;
  /**
   * Makes the PDF that is sent to the signers. The form is removed, because the portal shows fields of its own in its place. What the form showed is
   * drawn into the pages: of the given fields only frames and unticked boxes, of all others also their values.
   */
  prepare(pdf: Uint8Array, fields: readonly DocumentField[]): Promise<Uint8Array>;
  /** Draws marks into the pages. Throws UnprintableError with the index of a mark that cannot be drawn. */
  burn(pdf: Uint8Array, marks: readonly PlacedMark[]): Promise<Uint8Array>;
  /**
   * Draws marks into the pages, appends the audit pages, and seals the PDF: PAdES B-B, or B-T with a time stamp server, and DocMDP P=1. Signatures on
   * the audit pages are counted after the marks, for UnprintableError.
   */
  seal(pdf: Uint8Array, marks: readonly PlacedMark[], audit: AuditPage): Promise<Uint8Array>;
  /** Checks whether a PDF has our seal over all of its bytes. */
  check(pdf: Uint8Array): Promise<SealCheck>;
  /**
   * Checks a PDF that was prepared, burned or sealed as if somebody else had made it. Call it before the PDF is kept. Throws Error unless the PDF begins
   * with all bytes of its original, its cross references are intact, all pages are still there and can be read, all added streams can be inflated,
   * and, if it is sealed, our seal covers all of it.
   */
  checkRendered(rendered: Uint8Array, of: RenderSource): Promise<void>;
  close(): Promise<void>;
}

/** A mark cannot be drawn, because no font of ours has one of its characters, such as an emoji, or its picture is not a PNG. */
export class UnprintableError extends Error {
  /** Index of the mark. */
  readonly index: number;

  constructor(index: number, detail: string) {
    super(detail);
    this.name = 'UnprintableError';
    this.index = index;
  }
}

/** Too many PDFs are waiting already; the caller may try again later. */
export class PdfBusyError extends Error {
  constructor() {
    super('Too many PDFs are waiting.');
    this.name = 'PdfBusyError';
  }
}
