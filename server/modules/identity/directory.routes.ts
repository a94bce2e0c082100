import * as schemas from '../../../src/contract/session.schema.ts';
import * as operations from '../../../src/contract/session.ts';
import { type Api, binder } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import {
  findPicture,
  listCompanies,
  listCompanyUsers,
  listStaff,
  readPicture,
  setPermissions,
} from './directory.service.ts';

/** Employees, companies and their users. */
export function registerDirectory(api: Api): void {
  const bindForUser = binder(api, 'user', 'Directory');
  const bindForAll = binder(api, 'public', 'Directory');
  const { deps } = api;

  bindForUser(
    operations.listStaff,
    { output: schemas.staffListSchema, summary: 'Employees; staff only' },
    ({ scope }) => listStaff(scope),
  );

  bindForUser(
    operations.listCompanies,
    { query: schemas.listCompaniesQuery, output: schemas.companyListSchema, summary: 'Companies the caller may see' },
    ({ scope, input: { query } }) => listCompanies(scope, query.search ?? ''),
  );

  bindForUser(
    operations.listCompanyUsers,
    { params: schemas.companyParams, output: schemas.companyUsersSchema, summary: 'Users of a company; staff only' },
    ({ scope, input: { params } }) => listCompanyUsers(scope, params.id),
  );

  bindForUser(
    operations.setPermissions,
    {
      params: schemas.userParams,
      body: schemas.setPermissionsBody,
      output: schemas.companyUserSchema,
      summary: 'Grant a user permissions; staff only',
    },
    ({ scope, input: { params, body } }) => setPermissions(deps, scope, params.id, body.permissions),
  );

  bindForAll(
    operations.getStaffPicture,
    { params: schemas.staffParams, summary: "An employee's portrait" },
    async ({ input: { params }, c }) => {
      const sha256 = await findPicture(deps, params.id);
      const headers = {
        ...headersFor(),
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=3600',
        ETag: `"${sha256}"`,
      };
      if (c.req.header('if-none-match') === headers.ETag) return new Response(null, { status: 304, headers });
      const { type, bytes } = await readPicture(deps, sha256);
      return new Response(bytes, { headers: { ...headers, 'Content-Type': type } });
    },
  );
}
