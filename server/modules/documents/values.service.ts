import { isDeepStrictEqual } from 'node:util';
import { isFilled, isMark, isMissing, valueFault } from '../../../src/contract/documents.rules.ts';
import type { DocumentField, FieldValue, FieldValues } from '../../../src/contract/documents.ts';
import type { FieldError, FieldErrorCode } from '../../../src/contract/problem.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { imageFaultOf } from '../signing/signature-check.ts';
import { appendEvents, type NewEvent, signerEvents } from './audit-trail.ts';
import { fieldsOf, type StoredSigner } from './documents.domain.ts';
import { requireDocument, requireTurn } from './documents.service.ts';
import { lockDocument } from './documents.store.ts';
import { createMatcher } from './pattern.ts';
import { putValues } from './signing.store.ts';

/** Keeps what a signer has filled in so far. A field that the signer has emptied stays empty, even if the author had filled it in. */
export function saveValues(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  values: FieldValues,
  client: ClientEvidence,
): Promise<void> {
  return write(async (tx) => {
    await lockDocument(tx, id);
    const document = await requireDocument(tx, actor, id, clock());
    const signer = requireTurn(document, actor);
    const fields = fieldsOf(document, signer);
    const checked = await checkValues(fields, values);
    await putValues(tx, { documentId: id, signerId: signer.id, values: checked });
    await appendEvents(tx, id, await fillingEvents(tx, { id, signer, fields, values: checked, at: clock(), client }));
  });
}

/** The events that filling in fields causes: one when the signer has begun, and one for each field that gets a value for the first time. */
export async function fillingEvents(tx: Tx, { id, signer, fields, values, at, client }: Filling): Promise<NewEvent[]> {
  const known = await signerEvents(tx, id, signer.id, at);
  const event = (kind: 'started' | 'field_filled', details = {}): NewEvent => ({
    kind,
    details: { signer: signer.id, ...details },
    at,
    client,
  });
  const filled = fields
    .filter((field) => isFilled(values[field.id]) && !known.some((before) => before.field === field.name))
    .map((field) => event('field_filled', { field: field.name }));
  return known.some(({ kind }) => kind === 'started') || filled.length === 0 ? filled : [event('started'), ...filled];
}

interface Filling {
  id: string;
  signer: StoredSigner;
  fields: readonly DocumentField[];
  values: FieldValues;
  at: Date;
  client: ClientEvidence;
}

/** Whether a field is for the signer to fill in. The author fills in those that are read-only, and the day of signing fills in itself. */
const isOwn = ({ readOnly, type }: DocumentField): boolean => !readOnly && type !== 'signing_date';

/**
 * Checks what a signer has filled in. Values that repeat those of the author are left out.
 * @throws Problem 422 naming every field that is wrong, or not for the signer to fill in
 */
export async function checkValues(fields: readonly DocumentField[], values: FieldValues): Promise<FieldValues> {
  const errors: FieldError[] = [];
  const checked: FieldValues = {};
  const matches = createMatcher();
  for (const [id, value] of Object.entries(values)) {
    const field = fields.find((candidate) => candidate.id === id);
    if (field && !isOwn(field) && isDeepStrictEqual(value, field.defaultValue ?? '')) continue;
    const code = field && isOwn(field) ? await faultOf(field, value, matches) : 'unknown_field';
    if (code) errors.push(fieldError(id, code));
    else checked[id] = value;
  }
  if (errors.length > 0) throw invalidInput(errors);
  return checked;
}

/** @throws Problem 422 naming every required field that is empty */
export function requireComplete(fields: readonly DocumentField[], values: FieldValues): void {
  const missing = fields.filter((field) => isMissing(field, values[field.id]));
  if (missing.length > 0) throw invalidInput(missing.map(({ id }) => fieldError(id, 'required')));
}

const MESSAGES: Partial<Record<FieldErrorCode, string>> = {
  required: 'Required.',
  unknown_field: 'No field the caller fills in.',
  unsupported_character: 'Holds a character that cannot be printed.',
};

export const fieldError = (id: string, code: FieldErrorCode): FieldError => ({
  field: `/values/${id}`,
  code,
  message: MESSAGES[code] ?? 'Not a value of this field.',
});

async function faultOf(
  field: DocumentField,
  value: FieldValue,
  matches: ReturnType<typeof createMatcher>,
): Promise<FieldErrorCode | undefined> {
  const fault = valueFault(field, value);
  if (fault !== undefined || value === '') return fault;
  if (isMark(value)) return imageFaultOf(value);
  if (typeof value !== 'string') return undefined;
  const pattern = field.validation?.pattern;
  return pattern === undefined || matches(pattern, value) ? undefined : 'invalid_format';
}
