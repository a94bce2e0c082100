import type { Upload } from '../../src/contract/history.ts';

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
  try {
    const draft: Draft = JSON.parse(localStorage.getItem(place(name)) ?? 'null');
    return draft && { ...draft, uploads: Date.now() - draft.at < UPLOADS_LIVE ? draft.uploads : [] };
  } catch {
    // Storage is switched off, or holds something else.
    return undefined;
  }
}

/** Removes a draft. */
export function dropDraft(name: string): void {
  try {
    localStorage.removeItem(place(name));
  } catch {
    // Storage is switched off.
  }
}

/** Keeps a draft, or removes it when there is nothing in it. */
export function keepDraft(name: string, draft: Draft): void {
  try {
    if (draft.body || draft.uploads.length) localStorage.setItem(place(name), JSON.stringify(draft));
    else dropDraft(name);
  } catch {
    // Storage is full or switched off: the draft lives as long as the page.
  }
}
