import type { Client } from '../api/client.ts';
import type { Context } from './context.ts';

/** The client of the nearest `<etron-provider>`. A registered symbol, so that two bundles on one page work together. */
export const clientContext = Symbol.for('etron.client.v1') as Context<symbol, Client | undefined>;
