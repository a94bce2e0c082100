import { fileTypeFromBuffer } from 'file-type';
import {
  companyListSchema,
  companyParams,
  companyUserSchema,
  companyUsersSchema,
  listCompaniesQuery,
  setPermissionsBody,
  staffListSchema,
  staffParams,
  userParams,
} from '../../../src/contract/session.schema.ts';
import * as operations from '../../../src/contract/session.ts';
import { fold } from '../../db/fold.ts';
import { type Api, bind } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { rawJson } from '../../http/raw-json.ts';
import { companiesJson, companyUsersJson, staffJson, staffPicture } from './directory.store.ts';
import { setPermissions } from './permissions.service.ts';
import { visibleCompanies } from './visibility.ts';

const tag = 'Directory';
const PICTURE_TYPES = new Set(['image/png', 'image/jpeg', 'image/webp']);

/** Employees and companies. */
export function registerDirectory(api: Api): void {
  const { deps } = api;

  bind(
    api,
    operations.listStaff,
    { access: 'user', output: staffListSchema, tag, summary: 'Employees' },
    async ({ scope }) => {
      if (scope.actor.role !== 'staff') throw new Problem(403, 'forbidden');
      return rawJson(await scope.read(staffJson));
    },
  );

  bind(
    api,
    operations.listCompanies,
    {
      access: 'user',
      query: listCompaniesQuery,
      output: companyListSchema,
      tag,
      summary: 'Companies the caller may see',
    },
    async ({ scope, input }) => {
      const search = fold(input.query.search ?? '');
      return rawJson(await scope.read((tx) => companiesJson(tx, visibleCompanies(scope.actor), search)));
    },
  );

  bind(
    api,
    operations.listCompanyUsers,
    {
      access: 'user',
      params: companyParams,
      output: companyUsersSchema,
      tag,
      summary: 'Users of a company; staff only',
    },
    async ({ scope: { actor, read }, input }) => {
      const json = await read((tx) => companyUsersJson(tx, visibleCompanies(actor), input.params.id));
      if (json === undefined) throw notFound();
      if (actor.role !== 'staff') throw new Problem(403, 'forbidden');
      return rawJson(json);
    },
  );

  bind(
    api,
    operations.setPermissions,
    {
      access: 'user',
      params: userParams,
      body: setPermissionsBody,
      output: companyUserSchema,
      tag,
      summary: 'Grant a user permissions; staff only',
    },
    ({ scope, input: { params, body } }) => setPermissions(deps, scope, params.id, body.permissions),
  );

  bind(
    api,
    operations.getStaffPicture,
    { access: 'public', params: staffParams, tag, summary: "An employee's portrait" },
    async ({ input, c }) => {
      const sha256 = await deps.db.system((tx) => staffPicture(tx, input.params.id), 'read');
      if (!sha256) throw notFound();
      const etag = `"${sha256}"`;
      const headers = {
        ...headersFor(),
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Cache-Control': 'public, max-age=3600',
        ETag: etag,
      };
      if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
      // Not `bytes()`: the Response that @hono/node-server puts in place of Node's own does not know it.
      const bytes = new Uint8Array(await new Response(await deps.blobs.read(sha256)).arrayBuffer());
      const type = (await fileTypeFromBuffer(bytes))?.mime;
      if (!type || !PICTURE_TYPES.has(type)) throw notFound();
      return new Response(bytes, { headers: { ...headers, 'Content-Type': type } });
    },
  );
}
