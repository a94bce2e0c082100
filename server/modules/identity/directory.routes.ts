import * as schemas from '../../../src/contract/session.schema.ts';
import * as operations from '../../../src/contract/session.ts';
import { type Api, bind } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import {
  findPicture,
  listCompanies,
  listCompanyUsers,
  listStaff,
  readPicture,
  setPermissions,
} from './directory.service.ts';

const tag = 'Directory';
const access = 'user';

/** Employees, companies and their users. */
export function registerDirectory(api: Api): void {
  const { deps } = api;

  bind(
    api,
    operations.listStaff,
    { access, output: schemas.staffListSchema, tag, summary: 'Employees; staff only' },
    ({ scope }) => listStaff(scope),
  );

  bind(
    api,
    operations.listCompanies,
    {
      access,
      query: schemas.listCompaniesQuery,
      output: schemas.companyListSchema,
      tag,
      summary: 'Companies the caller may see',
    },
    ({ scope, input: { query } }) => listCompanies(scope, query.search ?? ''),
  );

  bind(
    api,
    operations.listCompanyUsers,
    {
      access,
      params: schemas.companyParams,
      output: schemas.companyUsersSchema,
      tag,
      summary: 'Users of a company; staff only',
    },
    ({ scope, input: { params } }) => listCompanyUsers(scope, params.id),
  );

  bind(
    api,
    operations.setPermissions,
    {
      access,
      params: schemas.userParams,
      body: schemas.setPermissionsBody,
      output: schemas.companyUserSchema,
      tag,
      summary: 'Grant a user permissions; staff only',
    },
    ({ scope, input: { params, body } }) => setPermissions(deps, scope, params.id, body.permissions),
  );

  bind(
    api,
    operations.getStaffPicture,
    { access: 'public', params: schemas.staffParams, tag, summary: "An employee's portrait" },
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
