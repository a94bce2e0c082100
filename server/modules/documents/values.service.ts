import { isFilled } from '../../../src/contract/documents.rules.ts';
import type { DocumentField, FieldValues } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import type { Client } from '../signing/client.ts';
import { appendEvents, type NewEvent, signerEvents } from './audit.store.ts';
import { requireDocument, requireTurn } from './documents.access.ts';
import { fieldsOf, type Signer } from './documents.domain.ts';
import { lockDocument } from './documents.store.ts';
import { putValues } from './values.store.ts';
import { checkValues } from './values.ts';

/** Keeps what a signer has filled in so far. Emptied fields stay empty, whatever the author had put there. */
export function saveValues(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  values: FieldValues,
  client: Client,
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

/** What is to be written down about filling in: that a signer began, and each field the first time it holds something. */
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
  signer: Signer;
  fields: readonly DocumentField[];
  values: FieldValues;
  at: Date;
  client: Client;
}
