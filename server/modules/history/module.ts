import type { ServerModule } from '../module.ts';
import { registerHistory } from './history.routes.ts';

export const historyModule: ServerModule = { routes: (api, { records }) => registerHistory(api, records) };
