import { verificationSchema } from '../../../src/contract/documents.schema.ts';
import * as operations from '../../../src/contract/documents.ts';
import { SEALED_MAX } from '../../blobs/pdfs.ts';
import { type Api, binder } from '../../http/bind.ts';
import { readAtMost } from '../../http/body.ts';
import { requestIp } from '../identity/client-ip.ts';
import { limit } from '../identity/rate-limit.ts';
import type { ServerModule } from '../module.ts';
import { verifyPdf } from './verification.ts';

export const signingModule: ServerModule = { routes: registerVerification };

/** Everybody who has a PDF may ask whether we sealed it, and whether it is unchanged. */
function registerVerification(api: Api): void {
  const bind = binder(api, 'public', 'Documents');
  const { deps } = api;

  bind(
    operations.verifyPdf,
    {
      upload: { maxBytes: SEALED_MAX, nameless: true },
      output: verificationSchema,
      summary: 'Whether a PDF was sealed by this portal and is unchanged; the PDF is the body',
    },
    async ({ c }) => {
      await limit(deps, 'verify_ip', requestIp(c, deps));
      return verifyPdf(deps, await readAtMost(c.req.raw.body, SEALED_MAX));
    },
  );
}
