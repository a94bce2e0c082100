import type { Permission } from '../../../src/contract/session.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from './actor.ts';
import { companyUserExists, updatePermissions } from './directory.store.ts';
import { isByPartner } from './permissions.ts';
import { visibleCompanies } from './visibility.ts';

/** Grants a user these permissions and no others. 404 for nobody the actor sees, 403 unless staff, 409 `permission_by_partner`. */
export async function setPermissions(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  permissions: Permission[],
): Promise<RawJson> {
  try {
    return await write(async (tx) => {
      if (!(await companyUserExists(tx, visibleCompanies(actor), id))) throw notFound();
      if (actor.role !== 'staff') throw new Problem(403, 'forbidden');
      return rawJson(await updatePermissions(tx, id, [...new Set(permissions)], clock()));
    });
  } catch (error) {
    throw isByPartner(error) ? new Problem(409, 'permission_by_partner') : error;
  }
}
