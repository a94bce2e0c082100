import type { ServerModule } from '../module.ts';
import { registerLive } from './live.routes.ts';

export const liveModule: ServerModule = { routes: (api, { records }) => registerLive(api, records) };
