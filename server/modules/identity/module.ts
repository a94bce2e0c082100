import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { registerAccount } from './account.routes.ts';
import { registerDirectory } from './directory.routes.ts';
import { companySync, permissionSync, userSync } from './directory.sync.ts';
import {
  type PasswordChangedJob,
  type PasswordLinkJob,
  sendPasswordChanged,
  sendPasswordLink,
} from './password.service.ts';
import { registerSession } from './session.routes.ts';
import { type LoginLinkJob, sendLoginLink } from './session.service.ts';
import { deleteExpiredLinks, deleteExpiredSessions } from './session.store.ts';

export const identityModule: ServerModule = {
  routes(api) {
    registerSession(api);
    registerAccount(api);
    registerDirectory(api);
  },
  jobs: (deps) => ({
    'login-link': (job: LoginLinkJob) => sendLoginLink(deps, job),
    'password-link': (job: PasswordLinkJob) => sendPasswordLink(deps, job),
    'password-changed': (job: PasswordChangedJob) => sendPasswordChanged(deps, job),
  }),
  cleanUps: () => ({
    sessions: cleanUpBy(deleteExpiredSessions),
    login_links: cleanUpBy(deleteExpiredLinks),
  }),
  fileColumns: ['users.image'],
  sync: { companies: companySync, users: userSync, permissions: permissionSync },
};
