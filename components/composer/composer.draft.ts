import { newKey } from '../../src/api/client.ts';
import type { Upload } from '../../src/contract/history.ts';
import { getStored, removeStored, setStored } from '../../src/controllers/storage.ts';

/** What somebody has written but not sent, kept in the browser. */
export interface Draft {
  body: string;
  internal: boolean;
  uploads: Upload[];
  /** Idempotency key of the sending that may have gone through without an answer. */
  key: string;
  /** When it was kept, milliseconds since 1970. */
  at: number;
}

/** Uploads are thrown away after a day when nothing was sent with them. */
const UPLOADS_LIVE = 20 * 3_600_000;

const place = (name: string): string => `etron.draft.v1.${name}`;

/** The draft kept under a name, without uploads that are gone by now. */
export function readDraft(name: string): Draft | undefined {
  const draft = getStored<Draft>(place(name), { body: '', internal: false, uploads: [], key: newKey(), at: 0 });
  return draft && { ...draft, uploads: Date.now() - draft.at < UPLOADS_LIVE ? draft.uploads : [] };
}

/** Removes a draft. */
export const dropDraft = (name: string): void => removeStored(place(name));

/** Keeps a draft, or removes it when there is nothing in it. */
export function keepDraft(name: string, draft: Draft): void {
  if (draft.body || draft.uploads.length) setStored(place(name), draft);
  else dropDraft(name);
}
