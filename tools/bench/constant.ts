import { createAdaptorServer } from '@hono/node-server';
import * as z from 'zod';
import { createApp } from '../../server/app.ts';
import type { Deps } from '../../server/deps.ts';
import { binder } from '../../server/http/bind.ts';
import { CONSTANT, listen } from './processes.ts';

/** Our app with one operation more, whose answer is always the same and asks nobody. Prints its address. */
const config = { publicUrl: 'http://localhost', appName: 'Bench', secret: 'x'.repeat(32) };
const db = { listen: async () => async () => {} };
const log = { info() {}, error: console.error };
const api = createApp({ config, db, log, clock: () => new Date() } as unknown as Deps);
binder(api, 'public', 'Bench')(
  { method: 'GET', path: '/constant' },
  { output: z.unknown(), summary: 'Always the same' },
  async () => CONSTANT,
);
listen(createAdaptorServer({ fetch: api.app.fetch }));
