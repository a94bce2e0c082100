import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SealConfig } from './config.ts';
import { loadCredentials } from './pdf/credentials.ts';
import { openPdfEngine } from './pdf/engine.ts';
import type { PdfEngine } from './pdf/pdf.ts';

/** How long to wait for the time stamp server, in milliseconds. */
const TIME_STAMP_TIMEOUT = 10_000;

const PEM = '-----BEGIN ';

/**
 * Opens the engine with the key that the settings name, or with one for development that is kept in `directory`.
 * @throws Error that says what to do
 */
export async function openSealingEngine(
  { key, passphrase, formerCertificates, developmentAllowed, timeStampUrl }: SealConfig,
  directory: string,
): Promise<PdfEngine> {
  const bytes = key === undefined || key.startsWith(PEM) ? undefined : await readFile(key);
  const text = bytes ? bytes.toString('latin1') : key;
  const credentials = await loadCredentials({
    ...(text?.includes(PEM) ? { pem: text } : { p12: bytes }),
    passphrase,
    former: formerCertificates === undefined ? undefined : await readFile(formerCertificates, 'utf8'),
    development: developmentAllowed ? join(directory, 'development-seal.pem') : null,
  });
  const timeStamp = timeStampUrl === undefined ? null : { url: timeStampUrl, timeout: TIME_STAMP_TIMEOUT };
  return openPdfEngine({ credentials, timeStamp });
}
