import type { RecordKind } from '../../src/contract/history.limits.ts';
import type { Deps } from '../deps.ts';
import type { Api } from '../http/bind.ts';
import type { RecordRules, Records } from './history/records.ts';
import type { CleanUp } from './outbox/clean-up.ts';
import type { JobHandlers } from './outbox/outbox.ts';
import type { SyncKinds } from './sync/sync.rules.ts';

/**
 * What one module brings to the server. Each folder of `server/modules` says it in its `module.ts`, and `modules.ts` lists them all; the app,
 * the worker and the clean-up loop over that list, so a new module changes no file but the list.
 *
 * @example
 * export const notesModule: ServerModule = {
 *   routes: registerNotes,
 *   jobs: ({ mailer }) => ({ 'note-mail': (job: NoteMailJob) => mailer.send(noteMail(job)) }),
 *   cleanUps: () => ({ notes: cleanUpBy(deleteOldNotes) }),
 * };
 */
export interface ServerModule {
  /** Binds the module's operations. `kinds` is for modules that work on records or rows of any kind, such as the history. */
  routes?(api: Api, kinds: Kinds): void;
  /** Handlers of the jobs that the module puts into the outbox, by the name of the job. */
  jobs?(deps: Deps): JobHandlers;
  /** What is removed or ended once its time has passed, by a name for the log. */
  cleanUps?(kinds: Kinds): Record<string, CleanUp>;
  /** Columns, as `table.column`, that refer to stored files by their hash. Files that no such column refers to are deleted. */
  fileColumns?: readonly string[];
  /** The kinds of records the module owns: each of them has a history, time entries and live updates. */
  records?: Partial<Record<RecordKind, RecordRules>>;
  /** The kinds of rows an ERP may send that the module stores. */
  sync?: Partial<SyncKinds>;
}

/** What all modules together bring, for modules that work on what they do not know. */
export interface Kinds {
  records: Records;
  sync: SyncKinds;
  fileColumns: readonly string[];
}
