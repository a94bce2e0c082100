import type { ServerModule } from '../module.ts';
import { SHARED_CLEAN_UPS } from './clean-up.ts';

export const outboxModule: ServerModule = { cleanUps: () => SHARED_CLEAN_UPS };
