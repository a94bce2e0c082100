import type { DocumentStatus } from '../../../src/contract/documents.limits.ts';
import type {
  DocumentField,
  DocumentSigner,
  DocumentWarning,
  FieldValues,
  SigningDocument,
  SigningState,
} from '../../../src/contract/documents.ts';
import type { CompanyRef, StaffMember } from '../../../src/contract/session.ts';
import type { UserActor } from '../identity/actor.ts';
import { isTrusted } from '../identity/permissions.ts';

export interface StoredSigner extends Omit<DocumentSigner, 'me'> {
  userId: string;
  email: string;
}

/** A document with everything that belongs to it, for one actor. */
export interface StoredDocument {
  id: string;
  title: string;
  message: string | null;
  /** `expired` from the moment at which the document expires, even if the clean-up has not written that yet. */
  status: DocumentStatus;
  company: CompanyRef;
  createdBy: string;
  assignee: StaffMember | null;
  /** Number of messages in its history, without internal notes. */
  messages: number;
  originalSha256: string;
  sha256: string;
  /** Bytes. */
  size: number;
  pages: { width: number; height: number }[];
  /** What could not be kept of the form in the author's PDF. */
  warnings: DocumentWarning[];
  expiresAt: Date | null;
  remindDays: number | null;
  mayDecline: boolean;
  needsCode: boolean;
  ending: { reason: string; name: string } | null;
  revision: number;
  createdAt: Date;
  changedAt: Date;
  signers: StoredSigner[];
  /** In the order that the author gave them. */
  fields: DocumentField[];
  /** The values that the actor, as a signer, has filled in so far. */
  values: FieldValues;
}

/** The actor as a signer of the document. */
export const signerOf = ({ signers }: StoredDocument, { id }: UserActor): StoredSigner | undefined =>
  signers.find(({ userId }) => userId === id);

/** Whether everybody who comes before a signer has signed. */
export const isTurn = (signers: readonly StoredSigner[], signer: StoredSigner): boolean =>
  signers.every(({ order, status }) => order >= signer.order || status === 'signed');

/** The signers whose turn it is. */
export const currentSigners = (signers: readonly StoredSigner[]): StoredSigner[] =>
  signers.filter((signer) => signer.status === 'waiting' && isTurn(signers, signer));

/** The fields that a signer has to fill in. */
export const fieldsOf = ({ fields }: StoredDocument, { role }: StoredSigner): DocumentField[] =>
  fields.filter((field) => field.role === role);

/** The values of a signer, with the author's values for the fields that the signer may change and has not. */
const withDefaults = (fields: readonly DocumentField[], values: FieldValues): FieldValues => ({
  ...Object.fromEntries(
    fields.flatMap(({ id, defaultValue, readOnly }) => (defaultValue === null || readOnly ? [] : [[id, defaultValue]])),
  ),
  ...values,
});

function signingState(document: StoredDocument, actor: UserActor, signer: StoredSigner | undefined): SigningState {
  if (document.status !== 'waiting' || signer?.status !== 'waiting') return 'none';
  if (!isTurn(document.signers, signer)) return 'later';
  return isTrusted(actor) ? 'here' : 'elsewhere';
}

/** A document as it is shown to an actor. */
export function toSigningDocument(document: StoredDocument, actor: UserActor, publicUrl: string): SigningDocument {
  const staff = actor.role === 'staff';
  const signer = signerOf(document, actor);
  const signing = signingState(document, actor, signer);
  const open = document.status === 'draft' || document.status === 'waiting';
  const own = signer && signing !== 'none' ? fieldsOf(document, signer) : [];
  return {
    id: document.id,
    title: document.title,
    status: document.status,
    company: document.company,
    createdAt: document.createdAt.toISOString(),
    changedAt: document.changedAt.toISOString(),
    expiresAt: document.expiresAt?.toISOString() ?? null,
    myTurn: signing === 'here' || signing === 'elsewhere',
    assignee: document.assignee,
    messages: document.messages,
    message: document.message,
    sha256: document.sha256,
    size: document.size,
    pages: document.pages,
    fields: staff && open ? document.fields : own,
    values: withDefaults(own, own.length > 0 ? document.values : {}),
    signers: document.signers.map(({ userId, email: _, ...shown }) => ({
      ...shown,
      me: userId === actor.id,
      ...(staff && { userId }),
    })),
    signing,
    portalUrl: `${publicUrl}/#/documents/${document.id}`,
    mayDecline: document.mayDecline,
    needsCode: document.needsCode,
    ending: document.ending,
    ...(staff && { remindDays: document.remindDays, warnings: document.warnings }),
  };
}
