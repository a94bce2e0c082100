import { RECORD_KINDS } from '../../src/contract/history.limits.ts';
import { SYNC_KINDS } from '../../src/contract/sync.limits.ts';
import type { Deps } from '../deps.ts';
import { contactsModule } from './contacts/module.ts';
import { documentsModule } from './documents/module.ts';
import { embedsModule } from './embeds/module.ts';
import { historyModule } from './history/module.ts';
import type { Records } from './history/records.ts';
import { identityModule } from './identity/module.ts';
import { invoicesModule } from './invoices/module.ts';
import { liveModule } from './live/module.ts';
import { mailsModule } from './mails/module.ts';
import type { Kinds, ServerModule } from './module.ts';
import { ordersModule } from './orders/module.ts';
import type { CleanUp } from './outbox/clean-up.ts';
import { outboxModule } from './outbox/module.ts';
import type { JobHandlers } from './outbox/outbox.ts';
import { overviewModule } from './overview/module.ts';
import { signingModule } from './signing/module.ts';
import { subscriptionsModule } from './subscriptions/module.ts';
import { syncModule } from './sync/module.ts';
import type { SyncKinds } from './sync/sync.rules.ts';
import { ticketsModule } from './tickets/module.ts';
import { timeModule } from './time/module.ts';
import { uploadsModule } from './uploads/module.ts';

/** Every module of the server. Clean-ups run in this order: files are deleted last, when nothing refers to them any more. */
export const MODULES: readonly ServerModule[] = [
  outboxModule,
  mailsModule,
  identityModule,
  embedsModule,
  ticketsModule,
  contactsModule,
  documentsModule,
  signingModule,
  ordersModule,
  invoicesModule,
  subscriptionsModule,
  overviewModule,
  historyModule,
  timeModule,
  liveModule,
  syncModule,
  uploadsModule,
];

/** The record kinds, sync kinds and file columns of all modules. */
export const KINDS: Kinds = {
  records: combine<Records>(
    MODULES.map(({ records }) => records),
    RECORD_KINDS,
  ),
  sync: combine<SyncKinds>(
    MODULES.map(({ sync }) => sync),
    SYNC_KINDS,
  ),
  fileColumns: MODULES.flatMap(({ fileColumns = [] }) => fileColumns),
};

/** The clean-ups of all modules. */
export const CLEAN_UPS = combine<Record<string, CleanUp>>(MODULES.map(({ cleanUps }) => cleanUps?.(KINDS)));

/** Handlers of the jobs of all modules, for the worker. */
export const jobHandlers = (deps: Deps): JobHandlers => combine<JobHandlers>(MODULES.map(({ jobs }) => jobs?.(deps)));

/**
 * Puts together what the modules bring.
 * @param required Names that have to be among it.
 * @throws Error for a name that two modules bring, or that none brings.
 */
export function combine<All extends object>(
  parts: readonly (Partial<All> | undefined)[],
  required: readonly (keyof All & string)[] = [],
): All {
  const all: Partial<All> = {};
  for (const part of parts) {
    const twice = Object.keys(part ?? {}).find((name) => name in all);
    if (twice !== undefined) throw new Error(`Two modules bring "${twice}".`);
    Object.assign(all, part);
  }
  if (!hasAll(all, required)) throw new Error(`No module brings "${required.find((name) => !(name in all))}".`);
  return all;
}

function hasAll<All extends object>(all: Partial<All>, names: readonly (keyof All)[]): all is All {
  return names.every((name) => name in all);
}
