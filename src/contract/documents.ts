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
import type { Operation } from './operation.ts';
import type { CompanyRef } from './session.ts';

/** Where a field stands: fractions of the page as it is displayed (cropped, rotated), from its upper left corner. */
export interface FieldArea {
  /** Counted from 0. */
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Of a radio button: the value it stands for. */
  option?: string;
}

/** A rule for a value besides its type. */
export interface FieldValidation {
  /** Regular expression the whole value must match, as HTML's `pattern`. */
  pattern?: string;
  /** What to say when it does not. */
  message?: string;
  /** Least and greatest number, or date (`YYYY-MM-DD`). */
  min?: string;
  max?: string;
}

export interface DocumentField {
  id: string;
  type: FieldType;
  /** Unique in the document; of an AcroForm its full name. */
  name: string;
  /** What the signer reads. */
  label: string;
  tip: string | null;
  /** One; several for radio buttons, and for a value that stands in several places. */
  areas: FieldArea[];
  /** Role of the signer who fills it in. */
  role: string;
  required: boolean;
  readOnly: boolean;
  maxLength: number | null;
  /** One character a cell: the area has `maxLength` cells of the same width. */
  comb: boolean;
  alignment: Alignment;
  /** Points of its letters, which become smaller where they would not fit; null for 11. */
  fontSize: number | null;
  /** Of `select`, `multiselect` and `radio`; of `text` suggestions, whose value is their label. */
  options: { value: string; label: string }[];
  /** Text; a list of values of `multiselect`. */
  defaultValue: string | string[] | null;
  /**
   * How the value is written in the document. Of a date `d dd m mm yy yyyy` with separators, e.g. `dd.mm.yyyy`; of a number its separators, its least
   * decimals and what stands around it, e.g. `#.##0,00 €`; of `checkbox` and `radio` a TickShape.
   */
  format: string | null;
  validation: FieldValidation | null;
}

/** A point of a stroke: x, y and the width of the line there, in units of the mark's own width. */
export type StrokePoint = [x: number, y: number, width: number];

/** A signature or initials, as the signer likes to make them. */
export type SignatureMark =
  /** Strokes in a box of `width` by `height` units. */
  | { kind: 'drawn'; width: number; height: number; strokes: StrokePoint[][] }
  | { kind: 'typed'; text: string; font: SignatureFont }
  /** PNG with a transparent background, base64. */
  | { kind: 'uploaded'; image: string };

/**
 * Text; `true` or empty of a checkbox; `YYYY-MM-DD` of a date; digits with a point and decimals of a number; the value of the option of `radio` and
 * `select`, the values of those chosen of `multiselect`.
 */
export type FieldValue = string | string[] | SignatureMark;

/** Values by the id of their field. */
export type FieldValues = Record<string, FieldValue>;

export interface DocumentSigner {
  id: string;
  role: string;
  name: string;
  /** Signers of the same figure may sign in any order; those of a greater one after them. */
  order: number;
  status: SignerStatus;
  /** ISO 8601, when signed or declined. */
  endedAt: string | null;
  /** The caller. */
  me: boolean;
  /** Staff only. */
  userId?: string;
}

/** Something that the author's PDF had and the document has not. */
export interface DocumentWarning {
  /** Name of the field, or of the button; null when it is about the whole PDF. */
  field: string | null;
  code: DocumentWarningCode;
  /** What was there: the value that could not be taken over, the format that is another one. Null where there is nothing to show. */
  value: string | null;
}

/** One row of the list. */
export interface DocumentSummary {
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

export interface SigningDocument extends DocumentSummary {
  /** What the author writes to the signers. */
  message: string | null;
  /** SHA-256 of the PDF to show, hexadecimal: the original of a draft, the document with what was signed so far, the sealed one. */
  sha256: string;
  /** Bytes of the PDF. */
  size: number;
  /** Pages as displayed, in points. */
  pages: { width: number; height: number }[];
  /** The caller's fields; all of them for staff. None once the document has ended. */
  fields: DocumentField[];
  /** The caller's draft. */
  values: FieldValues;
  signers: DocumentSigner[];
  signing: SigningState;
  /** Where the document can be signed when `signing` is `elsewhere`. */
  portalUrl: string;
  mayDecline: boolean;
  /** A mailed code is asked for. */
  needsCode: boolean;
  /** Why it was declined or cancelled, and by whom. */
  ending: { reason: string; name: string } | null;
  /** Days after which signers are reminded, again and again; null for never. Staff only. */
  remindDays?: number | null;
  /** What of the form in the author's PDF could not be kept. Staff only. */
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

/** A draft's fields as an author gives them. One that is there already keeps its id when it is given. */
export type NewField = Pick<DocumentField, 'type' | 'name' | 'areas' | 'role'> &
  Partial<Omit<DocumentField, 'type' | 'name' | 'areas' | 'role'>>;

/** Each part replaces what was there. */
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

export interface DocumentQuery {
  search?: string;
  /** Comma-separated DocumentStatus values. */
  status?: string;
  /** Only documents that wait: for the caller's signature now, or for others. */
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

/** Over everything the caller may see. */
export interface DocumentCounts {
  statuses: { status: DocumentStatus; count: number }[];
  /** Documents that wait for the caller's signature. */
  myTurn: number;
}

/** One event of a document's audit trail. */
export interface DocumentEvent {
  sequence: number;
  kind: DocumentEventKind;
  at: string;
  /** What belongs to the event, without personal data: hashes, names of fields, reasons. */
  details: Record<string, string>;
  /** Null for the service itself, and where personal data was erased. */
  person: {
    name: string;
    email: string;
    ipAddress: string | null;
    userAgent: string | null;
    verifiedBy: string;
  } | null;
  /** SHA-256 over this event and the hash before it, hexadecimal. */
  hash: string;
}

export interface AuditTrail {
  items: DocumentEvent[];
  /** Whether every hash follows from the one before. */
  intact: boolean;
}

/** Why a PDF is not what we sealed. */
export type VerificationFault =
  /** No PDF, or none that can be read. */
  | 'unreadable'
  | 'not_signed'
  /** Signed by somebody else. */
  | 'not_ours'
  /** Bytes under the signature were changed. */
  | 'altered'
  /** Something was added after signing. */
  | 'extended';

export interface Verification {
  valid: boolean;
  fault: VerificationFault | null;
  /** Of what we sealed, as far as it can be told. */
  document: { title: string; sealedAt: string; signers: string[] } | null;
}

type Id = { params: { id: string } };

type Query<T> = { query: { [K in keyof T]: T[K] } };

/**
 * What of the PDF could not be kept stands in `warnings`. 403 for customers and partners; 422 with the `pdf_…` code that says why the PDF cannot be signed,
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

/** Staff only. Ends a document that waits. 409 `document_closed`. */
export const cancelDocument: Operation<Id & { body: { reason: string } }, SigningDocument> = {
  method: 'POST',
  path: '/documents/{id}/cancellation',
};

/** Staff only. A new draft with the same original, fields and signers. */
export const copyDocument: Operation<Id, SigningDocument> = { method: 'POST', path: '/documents/{id}/copies' };

/**
 * The PDF of that hash, now or before, in ranges where asked for (RFC 9110); 404 when it was never the document's. `download` says that somebody keeps it,
 * not only looks at it: of a signed document that is written down.
 */
export const getDocumentFile: Operation<
  { params: { id: string; sha256: string }; query?: { download?: boolean } },
  Blob
> = {
  method: 'GET',
  path: '/documents/{id}/files/{sha256}',
};

/** Keeps the caller's draft: these values replace those of the same fields. 409 `document_closed`, `not_your_turn`. */
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

/** Declines in the caller's name, where the author allows it. */
export const declineDocument: Operation<Id & { body: { reason: string } }, SigningDocument> = {
  method: 'POST',
  path: '/documents/{id}/refusal',
};

/** The audit trail. Staff and the document's signers. */
export const listDocumentEvents: Operation<Id, AuditTrail> = { method: 'GET', path: '/documents/{id}/events' };

/** For everybody: whether a PDF is one we sealed, whole and unchanged. The raw PDF is the body. */
export const verifyPdf: Operation<object, Verification> = { method: 'POST', path: '/verify' };
