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

/** How a text stands in its box. */
export interface TextLayout {
  multiline: boolean;
  /** At the left unless said otherwise. */
  alignment?: Alignment;
  /** Points, when there is room for them; 11 unless said otherwise. */
  size?: number;
  /** One character in each of so many cells of the same width, unless there are more characters than that. */
  cells?: number;
}

export interface PlacedMark {
  area: FieldArea;
  mark: Mark;
}

/** What a PDF an author uploads is made of. */
export interface Inspection {
  /** As displayed: cropped and rotated, in points. */
  pages: { width: number; height: number }[];
  /** Of its AcroForm and of its text tags, in tab order. Roles are empty where the PDF names none. */
  fields: NewField[];
  /** What of its form could not be kept. */
  warnings: DocumentWarning[];
  /** Names of attached files that are no data and will be missing from what is sent. */
  dropped: string[];
  /** The PDF without its encryption, to be kept and prepared instead of what was uploaded; null when it had none. */
  decrypted: Uint8Array | null;
}

/** A PDF that is shown as it is. */
export interface Cleaned {
  /** To be kept instead of what was handed in, the same each time; null when that can stay as it is. */
  pdf: Uint8Array | null;
  /** Names of attached files that are no data and are missing from it. */
  dropped: string[];
}

/** What is appended to a PDF that is sealed: what was signed, by whom, and how that is known. On as many pages as it takes. */
export interface AuditPage {
  /** Of what the page is numbered with. */
  language: Language;
  /** What it is, e.g. `Signaturprotokoll`: above its title, and at the foot of each page. */
  kind: string;
  title: string;
  /** At the foot: what it belongs to. */
  reference: string;
  /** Why the PDF is sealed, as readers show it. */
  reason: string;
  blocks: AuditBlock[];
}

/** From top to bottom. */
export type AuditBlock =
  | { kind: 'heading'; text: string }
  /** In bold, with something below it. */
  | { kind: 'strong'; text: string; aside: string }
  | { kind: 'row'; label: string; value: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'signature'; mark: SignatureMark };

/** What the CMS signature of a PDF says, apart from whether the document is one of ours. */
export interface SealCheck {
  fault: VerificationFault | null;
}

/** What a PDF was rendered of. */
export interface RenderedOf {
  /** Of the PDF it was made of, in hexadecimals, and its length in bytes. */
  sha256: string;
  size: number;
  /** Whether it has to carry our seal. */
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

/** What `read` returns, or undefined if that part of a PDF could not be read: for what the work at hand can do without. */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // Not when it is refused for what it is.
    if (error instanceof PdfError && error.code === 'pdf_invalid') return undefined;
    throw error;
  }
}

/**
 * All work on PDFs: off the event loop, a few at a time, the rest waits in a bounded queue. Documents are only ever appended to (incremental updates), so
 * what was there stays there byte by byte.
 */
export interface PdfEngine {
  /** Checks a PDF that an author uploads (bombs, encryption, active content, signatures) and reads its fields. Throws PdfError. */
  inspect(pdf: Uint8Array): Promise<Inspection>;
  /**
   * Checks a PDF that is not prepared by an author but shown, and sealed, as it is. What would be taken out in preparing it is taken out here: encryption, usage
   * rights, attached files that are no data, and a form that runs something, whose looks are drawn into the pages. Throws PdfError.
   */
  clean(pdf: Uint8Array): Promise<Cleaned>;
  /**
   * The PDF to send: its form is gone, because the signer's fields stand on top of it. What the form showed is drawn: of our fields their frames and unticked
   * boxes, of all others also what they hold.
   */
  prepare(pdf: Uint8Array, fields: readonly DocumentField[]): Promise<Uint8Array>;
  /** With marks burned into its pages. Text without a glyph throws `UnprintableError`, naming the mark. */
  burn(pdf: Uint8Array, marks: readonly PlacedMark[]): Promise<Uint8Array>;
  /** The same, with the audit page and the seal: PAdES B-B (B-T with a time stamp server), DocMDP P=1. Signatures of the page are counted after the marks. */
  seal(pdf: Uint8Array, marks: readonly PlacedMark[], audit: AuditPage): Promise<Uint8Array>;
  /** Whether a PDF carries our seal over all of its bytes. */
  check(pdf: Uint8Array): Promise<SealCheck>;
  /**
   * Looks at a PDF that was prepared, burned or sealed as if somebody else had made it. Throws Error unless it begins with every byte it was made of, its
   * cross references are whole, all pages are still there and can be read, all that was added can be unpacked and, where it is sealed, our seal is valid over
   * all of it. To be called before it is kept.
   */
  checkRendered(rendered: Uint8Array, of: RenderedOf): Promise<void>;
  close(): Promise<void>;
}

/** A mark that cannot be drawn: a character no font of ours has, such as an emoji, or a picture that is no PNG. */
export class UnprintableError extends Error {
  /** Index of the mark. */
  readonly index: number;

  constructor(index: number, detail: string) {
    super(detail);
    this.name = 'UnprintableError';
    this.index = index;
  }
}

/** Too many PDFs wait already: try again later. */
export class PdfBusyError extends Error {
  constructor() {
    super('Too many PDFs are waiting.');
    this.name = 'PdfBusyError';
  }
}
