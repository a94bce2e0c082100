import type {
  Alignment,
  DocumentEventKind,
  DocumentStatus,
  DocumentTurn,
  DocumentWarningCode,
  FieldType,
  SignatureFont,
  SignerStatus,
} from './documents.limits.ts';
import type { Attention, AttentionFilter } from './history.ts';
import type { Operation } from './operation.ts';
import type { CompanyRef, StaffMember } from './session.ts';

/** The area of a field, in fractions of the page as it is displayed (cropped and rotated), from its upper left corner. */
export interface FieldArea {
  /** Index of the page, counted from 0. */
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** For radio buttons: the value of the option that the area stands for. */
  option?: string;
}

/** A rule for a value besides its type. */
export interface FieldValidation {
  /** Regular expression the whole value must match, as HTML's `pattern`. */
  pattern?: string;
  /** The message when it does not match. */
  message?: string;
  /** Least and greatest number, or date (`YYYY-MM-DD`). */
  min?: string;
  max?: string;
}

export interface DocumentField {
  id: string;
  type: FieldType;
  /** Unique in the document. For a field of an AcroForm it is the fully qualified name. */
  name: string;
  /** The label that the signer reads. */
  label: string;
  tip: string | null;
  /** One area. Radio buttons, and values that are repeated in the document, have several. */
  areas: FieldArea[];
  /** Role of the signer who fills it in. */
  role: string;
  required: boolean;
  readOnly: boolean;
  maxLength: number | null;
  /** Writes one character into each of `maxLength` cells of equal width. */
  comb: boolean;
  alignment: Alignment;
  /** Font size in points, reduced where the text would not fit; null for 11. */
  fontSize: number | null;
  /** Options of `select`, `multiselect` and `radio`; for `text`, suggestions, whose value is their label. */
  options: { value: string; label: string }[];
  /** A text or, for `multiselect`, a list of values. */
  defaultValue: string | string[] | null;
  /**
   * How the value is written in the document. For dates: `d dd m mm yy yyyy` with separators, e.g. `dd.mm.yyyy`. For numbers: separators, minimum of decimals
   * and the text around them, e.g. `#.##0,00 €`. For `checkbox` and `radio`: a TickShape.
   */
  format: string | null;
  validation: FieldValidation | null;
}

/** A point of a stroke: x, y and the width of the line there, in units of the mark's own width. */
export type StrokePoint = [x: number, y: number, width: number];

/** A signature or initials: drawn, typed or uploaded. */
export type SignatureMark =
  /** Strokes in a box of `width` by `height` units. */
  | { kind: 'drawn'; width: number; height: number; strokes: StrokePoint[][] }
  | { kind: 'typed'; text: string; font: SignatureFont }
  /** PNG with a transparent background, base64. */
  | { kind: 'uploaded'; image: string };

/**
 * A text; for checkboxes `true` or empty; for dates `YYYY-MM-DD`; for numbers digits with a decimal point; for `radio` and `select` the value of the chosen
 * option, for `multiselect` the values of all chosen ones.
 */
export type FieldValue = string | string[] | SignatureMark;

/** Values by the id of their field. */
export type FieldValues = Record<string, FieldValue>;

export interface DocumentSigner {
  id: string;
  role: string;
  name: string;
  /** Signers with the same number may sign in any order. Those with a greater number sign after them. */
  order: number;
  status: SignerStatus;
  /** When the signer signed or declined, ISO 8601. */
  endedAt: string | null;
  /** Whether it is the caller. */
  me: boolean;
  /** Staff only. */
  userId?: string;
}

/** A part of the author's PDF that could not be kept in the document. */
export interface DocumentWarning {
  /** Name of the field, or of the button; null when it is about the whole PDF. */
  field: string | null;
  code: DocumentWarningCode;
  /** What the PDF had: the dropped value, or the replaced format. Null when there is nothing to show. */
  value: string | null;
}

/** One row of the list. */
export interface DocumentSummary extends Attention {
  id: string;
  title: string;
  status: DocumentStatus;
  company: CompanyRef;
  createdAt: string;
  /** Last change of status. */
  changedAt: string;
  expiresAt: string | null;
  /** Whether it waits for the caller's signature. */
  myTurn: boolean;
}

/**
 * Whether the caller may sign at this moment, on this page: `elsewhere` on pages that are not trusted with signatures, `later` when others come first.
 */
export type SigningState = 'here' | 'elsewhere' | 'later' | 'none';

export interface SigningDocument extends Omit<DocumentSummary, keyof Attention> {
  assignee: StaffMember | null;
  /** Number of messages in its history, without internal notes. */
  messages: number;
  /** The author's message to the signers. */
  message: string | null;
  /** SHA-256 of the PDF to show, hexadecimal: for a draft the original, then the document with what was signed so far, in the end the sealed one. */
  sha256: string;
  /** Bytes of the PDF. */
  size: number;
  /** Pages as displayed, in points. */
  pages: { width: number; height: number }[];
  /** The caller's fields; for staff all of them. Empty once the document has ended. */
  fields: DocumentField[];
  /** The values of the caller's draft. */
  values: FieldValues;
  signers: DocumentSigner[];
  signing: SigningState;
  /** Where the document can be signed when `signing` is `elsewhere`. */
  portalUrl: string;
  mayDecline: boolean;
  /** Signing requires a mailed code. */
  needsCode: boolean;
  /** Why it was declined or cancelled, and by whom. */
  ending: { reason: string; name: string } | null;
  /** Days between reminders of the signers; null for none. Staff only. */
  remindDays?: number | null;
  /** Parts of the author's PDF that could not be kept. Staff only. */
  warnings?: DocumentWarning[];
}

export interface NewDocument {
  title: string;
  companyId: string;
  /** An upload of the caller: a PDF. Its form fields and text tags become the document's fields. */
  upload: string;
}

export interface NewSigner {
  role: string;
  /** A user of the document's company. */
  userId: string;
  order: number;
}

/** A field as an author defines it. An existing field keeps its id when that is given. */
export type NewField = Pick<DocumentField, 'type' | 'name' | 'areas' | 'role'> &
  Partial<Omit<DocumentField, 'type' | 'name' | 'areas' | 'role'>>;

/** Changes of a draft. Each member replaces the former value as a whole. */
export interface DocumentPatch {
  title?: string;
  message?: string | null;
  fields?: NewField[];
  signers?: NewSigner[];
  expiresAt?: string | null;
  remindDays?: number | null;
  mayDecline?: boolean;
  needsCode?: boolean;
}

export interface DocumentSignature {
  /** SHA-256 of the PDF that was shown. */
  sha256: string;
  /** All of the signer's values. */
  values: FieldValues;
  /** The mailed code, where one is needed. */
  code?: string;
}

export interface DocumentQuery extends AttentionFilter {
  search?: string;
  /** Comma-separated DocumentStatus values. */
  status?: string;
  /** Only documents that wait for the caller's signature, or only those that wait for others. */
  turn?: DocumentTurn;
  company?: string;
  cursor?: string;
  limit?: number;
}

export interface DocumentPage {
  items: DocumentSummary[];
  /** For the next page, null on the last. */
  cursor: string | null;
}

/** Counts of all documents the caller may see. */
export interface DocumentCounts {
  statuses: { status: DocumentStatus; count: number }[];
  /** Number of documents that wait for the caller's signature. */
  myTurn: number;
}

/** One event of a document's audit trail. */
export interface DocumentEvent {
  sequence: number;
  kind: DocumentEventKind;
  at: string;
  /** Details of the event without personal data: hashes, names of fields, reasons. */
  details: Record<string, string>;
  /** Who caused it; null for the service itself, and after personal data was erased. */
  person: {
    name: string;
    email: string;
    ipAddress: string | null;
    userAgent: string | null;
    verifiedBy: string;
  } | null;
  /** SHA-256 of this event and the hash before it, hexadecimal. */
  hash: string;
}

export interface AuditTrail {
  items: DocumentEvent[];
  /** Whether every hash follows from the one before. */
  intact: boolean;
}

/** Why a PDF is not a valid one of ours. */
export type VerificationFault =
  /** It is no PDF, or cannot be read. */
  | 'unreadable'
  | 'not_signed'
  /** It was signed by somebody else. */
  | 'not_ours'
  /** Bytes under the signature were changed. */
  | 'altered'
  /** Something was added after signing. */
  | 'extended'
  /** The file is ours and unchanged, but what the database says of it no longer fits. */
  | 'record_altered';

export interface Verification {
  valid: boolean;
  fault: VerificationFault | null;
  /** The document it was sealed as, as far as that is known; with `record_altered` too. */
  document: { title: string; sealedAt: string; signers: string[] } | null;
}

type Id = { params: { id: string } };

type Query<T> = { query: { [K in keyof T]: T[K] } };

/**
 * Creates a draft. `warnings` says what of the PDF could not be kept. 403 for customers and partners; 422 with the `pdf_…` code that says why the PDF cannot be signed,
 * `pdf_too_large` also for a form of more than FIELDS_MAX fields.
 */
export const createDocument: Operation<{ body: NewDocument }, SigningDocument> = { method: 'POST', path: '/documents' };

export const listDocuments: Operation<Query<DocumentQuery>, DocumentPage> = { method: 'GET', path: '/documents' };

export const countDocuments: Operation<object, DocumentCounts> = { method: 'GET', path: '/documents/counts' };

export const getDocument: Operation<Id, SigningDocument> = { method: 'GET', path: '/documents/{id}' };

/** Staff only. 409 `document_sent` unless it is a draft. */
export const updateDocument: Operation<Id & { body: DocumentPatch }, SigningDocument> = {
  method: 'PATCH',
  path: '/documents/{id}',
};

/** Staff only, drafts only. */
export const deleteDocument: Operation<Id, void> = { method: 'DELETE', path: '/documents/{id}' };

/** Staff only. Sends a draft to its signers. 422 when it has no signer, or a field whose role nobody has. */
export const sendDocument: Operation<Id, SigningDocument> = { method: 'POST', path: '/documents/{id}/dispatch' };

/** Staff only. Cancels a waiting document. 409 `document_closed`. */
export const cancelDocument: Operation<Id & { body: { reason: string } }, SigningDocument> = {
  method: 'POST',
  path: '/documents/{id}/cancellation',
};

/** Staff only. A new draft with the same original, fields and signers. */
export const copyDocument: Operation<Id, SigningDocument> = { method: 'POST', path: '/documents/{id}/copies' };

/**
 * The present or a former PDF of the document, by its hash; 404 for any other hash. Ranges as in RFC 9110. `download` says that somebody saves the file and
 * does not just look at it, which the audit trail of a signed document records.
 */
export const getDocumentFile: Operation<
  { params: { id: string; sha256: string }; query?: { download?: boolean } },
  Blob
> = {
  method: 'GET',
  path: '/documents/{id}/files/{sha256}',
};

/** Saves the caller's draft: these values replace those of the same fields. 409 `document_closed`, `not_your_turn`. */
export const saveValues: Operation<Id & { body: { values: FieldValues } }, void> = {
  method: 'PUT',
  path: '/documents/{id}/values',
};

/** Mails the caller a code for the document as it is now. */
export const requestSigningCode: Operation<Id, void> = { method: 'POST', path: '/documents/{id}/codes' };

/**
 * Signs. 409 `document_changed` when another PDF was shown, `document_closed`, `not_your_turn`; 403 `signing_not_trusted`; 422 naming the fields,
 * `code_invalid`.
 */
export const signDocument: Operation<Id & { body: DocumentSignature }, SigningDocument> = {
  method: 'POST',
  path: '/documents/{id}/signature',
};

/** Declines to sign in the caller's name, if the author allows it. */
export const declineDocument: Operation<Id & { body: { reason: string } }, SigningDocument> = {
  method: 'POST',
  path: '/documents/{id}/refusal',
};

/** The audit trail. Staff and the document's signers. */
export const listDocumentEvents: Operation<Id, AuditTrail> = { method: 'GET', path: '/documents/{id}/events' };

/** For everybody: whether a PDF is one we sealed, whole and unchanged. The raw PDF is the body. */
export const verifyPdf: Operation<object, Verification> = { method: 'POST', path: '/verify' };
