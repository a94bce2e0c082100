import { fileTypeFromBuffer } from 'file-type';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/search.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, notFound, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from './actor.ts';
import {
  companiesJson,
  companyExists,
  companyUserExists,
  companyUsersJson,
  staffJson,
  staffPicture,
  updatePermissions,
} from './directory.store.ts';
import { requireStaff } from './permissions.ts';
import { visibleCompanies } from './visibility.ts';

const PICTURE_TYPES = new Set(['image/png', 'image/jpeg', 'image/webp']);

/** All employees at work. 403 unless the actor is staff. */
export async function listStaff({ actor, read }: Scope<UserActor>): Promise<RawJson> {
  requireStaff(actor);
  return new RawJson(await read(staffJson));
}

/** The companies the actor sees whose name contains `search`. */
export async function listCompanies({ actor, read }: Scope<UserActor>, search: string): Promise<RawJson> {
  return new RawJson(await read((tx) => companiesJson(tx, visibleCompanies(actor), fold(search))));
}

/** 422 for the field `/companyId` unless the actor sees a company with this id. */
export async function requireCompany(tx: Tx, actor: UserActor, id: string): Promise<void> {
  if (!(await companyExists(tx, visibleCompanies(actor), id)))
    throw invalidInput([{ field: '/companyId', code: 'invalid_value', message: 'No such company.' }]);
}

/** The users of a company. 404 for a company the actor does not see, 403 unless staff. */
export async function listCompanyUsers({ actor, read }: Scope<UserActor>, id: string): Promise<RawJson> {
  const json = await read((tx) => companyUsersJson(tx, visibleCompanies(actor), id));
  if (json === undefined) throw notFound();
  requireStaff(actor);
  return new RawJson(json);
}

/** Grants a user these permissions and no others. 404 for a user the actor does not see, 403 unless staff, 409 `permission_by_partner`. */
export async function setPermissions(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  permissions: Permission[],
): Promise<RawJson> {
  try {
    return await write(async (tx) => {
      if (!(await companyUserExists(tx, visibleCompanies(actor), id))) throw notFound();
      requireStaff(actor);
      return new RawJson(await updatePermissions(tx, id, [...new Set(permissions)], clock()));
    });
  } catch (error) {
    // Only the database knows at the moment of writing whether the user's company has a sales partner.
    const isByPartner = (error as { constraint?: string }).constraint === 'permissions_by_partner';
    throw isByPartner ? new Problem(409, 'permission_by_partner') : error;
  }
}

/** SHA-256 of an employee's portrait. 404 when there is none. */
export async function findPicture({ db }: Deps, id: string): Promise<string> {
  const sha256 = await db.system((tx) => staffPicture(tx, id), 'read');
  if (!sha256) throw notFound();
  return sha256;
}

/** A portrait with its media type. 404 when the file is not an image that every browser shows. */
export async function readPicture(
  { blobs }: Deps,
  sha256: string,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> }> {
  // `bytes()` does not exist on the Response that @hono/node-server puts in place of Node's own.
  const bytes = new Uint8Array(await new Response(blobs.read(sha256)).arrayBuffer());
  const type = (await fileTypeFromBuffer(bytes))?.mime;
  if (!type || !PICTURE_TYPES.has(type)) throw notFound();
  return { type, bytes };
}
