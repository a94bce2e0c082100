import type { BlobStore } from './blobs/blob-store.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { Logger } from './log.ts';
import type { Mailer } from './modules/outbox/mailer.ts';
import type { PdfEngine } from './pdf/pdf.ts';

/** Everything the server needs from outside. Tests replace parts of it. */
export interface Deps {
  db: Database;
  blobs: BlobStore;
  mailer: Mailer;
  pdf: PdfEngine;
  config: Config;
  clock: () => Date;
  log: Logger;
}
