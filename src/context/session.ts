import type { Me } from '../contract/session.ts';
import type { Context } from './context.ts';

/** Who is logged in, as the nearest `<etron-provider>` knows it; undefined while it is not known yet, null when nobody is. */
export const sessionContext = Symbol.for('etron.session.v1') as Context<symbol, Me | null | undefined>;
