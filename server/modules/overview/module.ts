import type { ServerModule } from '../module.ts';
import { registerOverview } from './overview.routes.ts';

export const overviewModule: ServerModule = { routes: registerOverview };
