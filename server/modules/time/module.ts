import type { ServerModule } from '../module.ts';
import { registerTime } from './time.routes.ts';
import { timeEntrySync } from './time.sync.ts';

export const timeModule: ServerModule = {
  routes: (api, { records }) => registerTime(api, records),
  sync: { 'time-entries': timeEntrySync },
};
