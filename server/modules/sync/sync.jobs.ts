import { type CleanUp, cleanUpBy } from '../outbox/clean-up.ts';
import { forgetFiles } from './files.store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Files that were handed in and are not named within a day. */
export const SYNC_CLEAN_UPS: Record<string, CleanUp> = {
  erp_files: cleanUpBy((tx, now) => forgetFiles(tx, new Date(now.getTime() - DAY))),
};
