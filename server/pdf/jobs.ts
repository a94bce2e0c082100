import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { DocumentField } from '../../src/contract/documents.ts';
import { addAuditPages } from './audit-page.ts';
import { burnMarks } from './burn.ts';
import { assertRendered, checkSeal } from './check.ts';
import { cmsSize, type Signer } from './cms.ts';
import type { SealCredentials } from './credentials.ts';
import { PdfFile } from './file.ts';
import { TextFonts } from './fonts.ts';
import { cleanFile, inspectFile } from './inspect.ts';
import type { AuditPage, CleanedPdf, Inspection, PlacedMark, RenderSource, SealCheck } from './pdf.ts';
import { prepareFile } from './prepare.ts';
import { sealFile } from './seal.ts';
import type { TimeStampServer } from './time-stamp.ts';

/** What a worker is given when it starts. */
export interface WorkerSetup {
  credentials: SealCredentials;
  timeStamp: TimeStampServer | null;
}

/** The jobs that a worker runs. The bytes were transferred to the worker, so a job may change them. */
export interface Jobs {
  inspect(pdf: Uint8Array): Promise<Inspection>;
  clean(pdf: Uint8Array): Promise<CleanedPdf>;
  prepare(pdf: Uint8Array, fields: readonly DocumentField[]): Promise<Uint8Array>;
  burn(pdf: Uint8Array, marks: readonly PlacedMark[]): Promise<Uint8Array>;
  seal(pdf: Uint8Array, marks: readonly PlacedMark[], audit: AuditPage, time: Date): Promise<Uint8Array>;
  check(pdf: Uint8Array): Promise<SealCheck>;
  checkRendered(rendered: Uint8Array, of: RenderSource): Promise<void>;
}

export function createJobs({ credentials, timeStamp }: WorkerSetup): Jobs {
  const signer: Signer = {
    key: createPrivateKey(credentials.key),
    certificates: credentials.certificates.map((pem) => new X509Certificate(pem)),
  };
  const ours = [...signer.certificates, ...credentials.former.map((pem) => new X509Certificate(pem))];
  const [own] = signer.certificates;
  const size = cmsSize(signer);
  const name = /^CN=(.+)$/m.exec(own!.subject)?.[1] ?? 'ETRON';

  return {
    inspect: inspectFile,
    clean: cleanFile,
    prepare: async (pdf, fields) => {
      const file = new PdfFile(pdf);
      await prepareFile(file, fields);
      return file.append().bytes;
    },
    burn: async (pdf, marks) => {
      const file = new PdfFile(pdf);
      const fonts = new TextFonts(file);
      await burnMarks(file, marks, fonts);
      fonts.embed();
      return file.append().bytes;
    },
    seal: async (pdf, marks, audit, time) => {
      const file = new PdfFile(pdf);
      const fonts = new TextFonts(file);
      await burnMarks(file, marks, fonts);
      const [page] = await addAuditPages(file, audit, fonts, marks.length);
      fonts.embed();
      return await sealFile(file, page!, { signer, size, name, reason: audit.reason, time, timeStamp });
    },
    check: async (pdf) => ({ fault: checkSeal(pdf, ours) }),
    checkRendered: async (rendered, of) => assertRendered(rendered, of, ours),
  };
}
