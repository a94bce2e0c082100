import type { Context } from 'hono';
import { embedParams } from '../../../src/contract/embeds.schema.ts';
import { createEmbedUpload } from '../../../src/contract/embeds.ts';
import { attachmentParams, attachmentSchema } from '../../../src/contract/history.schema.ts';
import { createUpload, getAttachment } from '../../../src/contract/history.ts';
import { FILE_SIZE_MAX } from '../../../src/contract/limits.ts';
import { type Api, binder } from '../../http/bind.ts';
import { attachmentDisposition, downloadHeaders, headersFor } from '../../http/headers.ts';
import type { Scope } from '../../http/scope.ts';
import type { Uploader } from '../identity/actor.ts';
import { requestIp } from '../identity/client-ip.ts';
import { limit } from '../identity/rate-limit.ts';
import { readAttachment, receiveUpload } from './uploads.service.ts';

const upload = { maxBytes: FILE_SIZE_MAX };
const MEGABYTE = 1024 * 1024;

export function registerUploads(api: Api): void {
  const bindForParticipant = binder(api, 'participant', 'Files');
  const bindForUploader = binder(api, 'uploader', 'Files');
  const bindForEmbed = binder(api, 'embed', 'Files');
  const { deps } = api;

  const receive = async (scope: Scope<Uploader>, c: Context): Promise<Response> => {
    // The name is not checked by a schema, because any name is cleaned and none refused.
    const received = await receiveUpload(deps, scope, c.req.query('name') ?? '', c.req.raw.body);
    return new Response(JSON.stringify(received.upload), {
      status: received.quarantined ? 202 : 201,
      headers: headersFor('application/json'),
    });
  };

  bindForUploader(
    createUpload,
    {
      upload,
      output: attachmentSchema,
      status: 201,
      summary: 'Upload a file; 202 when it is held back until it has been scanned',
    },
    async ({ scope, c }) => {
      const { actor } = scope;
      if (actor.kind === 'user') await limit(deps, 'upload_mb', actor.id, { uses: megabytes(c) });
      else if (actor.kind === 'contact') await limit(deps, 'contact_upload_mb', actor.ticket, { uses: megabytes(c) });
      else await limit(deps, 'guest_upload_mb', `${actor.host}:${actor.subject}`, { uses: megabytes(c) });
      return receive(scope, c);
    },
  );

  bindForEmbed(
    createEmbedUpload,
    { params: embedParams, upload, output: attachmentSchema, status: 201, summary: 'Upload a file without a login' },
    async ({ scope, c }) => {
      const [ip, { key }] = [requestIp(c, deps), scope.actor];
      await limit(deps, 'embed_upload_ip', ip);
      await limit(deps, 'embed_upload_mb_ip', ip, { uses: megabytes(c) });
      await limit(deps, 'embed_upload', key);
      await limit(deps, 'embed_upload_mb', key, { uses: megabytes(c) });
      return receive(scope, c);
    },
  );

  bindForParticipant(
    getAttachment,
    { params: attachmentParams, status: 200, summary: 'Download a file' },
    async ({ scope, input, c }) => {
      const { file, content } = await readAttachment(deps, scope, input.params.id);
      const etag = `"${file.sha256}"`;
      if (c.req.header('if-none-match') === etag) {
        await content.cancel();
        return new Response(null, { status: 304, headers: { ETag: etag } });
      }
      return new Response(content, {
        headers: {
          ...downloadHeaders(file.type, attachmentDisposition(file.name), file.sha256),
          'Content-Length': String(file.size),
          'Cache-Control': 'private, no-cache',
        },
      });
    },
  );
}

/** Megabytes of a file, rounded up: as its sender declares, which HTTP enforces, or else the largest possible size. */
function megabytes(c: Context): number {
  return Math.max(1, Math.ceil(Number(c.req.header('content-length') ?? FILE_SIZE_MAX) / MEGABYTE));
}
