import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** The key and the certificates that documents are sealed with, in PEM. */
export interface SealCredentials {
  key: string;
  /** The certificate of the key, then the ones above it. */
  certificates: string[];
  /** Certificates of earlier keys, so that what these have sealed still counts as ours. */
  former: string[];
}

/** Where the key comes from. */
interface CredentialSource {
  /** PEM with the key and its certificates. */
  pem?: string | undefined;
  /** Content of a PKCS #12 file. */
  p12?: Uint8Array | undefined;
  /** Passphrase of the key or of the PKCS #12 file. */
  passphrase?: string | undefined;
  /** PEM with the certificates of earlier keys. */
  former?: string | undefined;
  /** File that keeps a key for development if there is no other key; null where such a key must not be used. */
  development: string | null;
}

/** Reads the key and its certificates, or makes a key for development. Throws Error that says what to do. */
export async function loadCredentials(source: CredentialSource): Promise<SealCredentials> {
  const pem = source.p12
    ? await readP12(source.p12, source.passphrase ?? '')
    : (source.pem ?? (await developmentPem(source.development)));
  const found = pem.match(/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]+?-----END \1-----/)?.[0];
  if (!found) throw new Error('There is no private key to seal with in the PEM.');
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: found, ...(source.passphrase !== undefined && { passphrase: source.passphrase }) });
  } catch (error) {
    throw new Error('The private key to seal with cannot be read: is the passphrase right?', { cause: error });
  }
  const certificates = certificatesIn(pem);
  const own = certificates.findIndex((certificate) => new X509Certificate(certificate).checkPrivateKey(key));
  if (own < 0) throw new Error('No certificate belongs to the private key to seal with.');
  assertUsable(key, new X509Certificate(certificates[own]!));
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    certificates: [certificates[own]!, ...certificates.toSpliced(own, 1)],
    former: certificatesIn(source.former ?? ''),
  };
}

const certificatesIn = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];

function assertUsable(key: KeyObject, certificate: X509Certificate): void {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const usable =
    (type === 'ec' && details?.namedCurve === 'prime256v1') ||
    (type === 'rsa' && (details?.modulusLength ?? 0) >= 2_048);
  if (!usable) throw new Error('Documents are sealed with an EC key on P-256, or an RSA key of 2048 bits or more.');
  if (certificate.validToDate.getTime() < Date.now())
    throw new Error(`The certificate to seal with ended on ${certificate.validTo}.`);
}

async function readP12(bytes: Uint8Array, passphrase: string): Promise<string> {
  // Loaded here, because few servers have such a file.
  const { PFX } = await import('pkijs');
  try {
    const pfx = PFX.fromBER(new Uint8Array(bytes));
    const password = new TextEncoder().encode(passphrase).buffer;
    await pfx.parseInternalValues({ password, checkIntegrity: true });
    const safe = pfx.parsedValue!.authenticatedSafe!;
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
    const parts: string[] = [];
    for (const { value } of safe.parsedValue.safeContents as { value: import('pkijs').SafeContents }[])
      for (const bag of value.safeBags) parts.push(...(await pemOfBag(bag, password)));
    return parts.join('\n');
  } catch (error) {
    throw new Error(
      'The PKCS #12 file to seal with cannot be read: the passphrase is wrong, or it is packed in an old way (openssl pkcs12 -export makes a new one).',
      { cause: error },
    );
  }
}

async function pemOfBag({ bagValue }: import('pkijs').SafeBag, password: ArrayBuffer): Promise<string[]> {
  const { CertBag, PKCS8ShroudedKeyBag, PrivateKeyInfo } = await import('pkijs');
  if (bagValue instanceof PKCS8ShroudedKeyBag) {
    const shrouded = bagValue as unknown as { parseInternalValues(options: { password: ArrayBuffer }): Promise<void> };
    await shrouded.parseInternalValues({ password });
    return [toPem('PRIVATE KEY', bagValue.parsedValue!.toSchema().toBER())];
  }
  if (bagValue instanceof PrivateKeyInfo) return [toPem('PRIVATE KEY', bagValue.toSchema().toBER())];
  if (bagValue instanceof CertBag)
    return [toPem('CERTIFICATE', (bagValue.parsedValue as import('pkijs').Certificate).toSchema().toBER())];
  return [];
}

const toPem = (label: string, der: ArrayBuffer): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der)
    .toString('base64')
    .replaceAll(/(.{64})/g, '$1\n')
    .trimEnd()}\n-----END ${label}-----`;

/** The key for development. It is kept in a file, so that what it has sealed still verifies after a restart. */
async function developmentPem(file: string | null): Promise<string> {
  if (file === null)
    throw new Error(
      'There is no key to seal documents with: set SEAL_KEY. One made for development is not allowed here.',
    );
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  try {
    const made = await makeDevelopmentPem();
    await writeFile(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    // Another process has made the file in the meantime.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await readFile(file, 'utf8');
    throw error;
  }
}

/** A new key with a self-signed certificate that is valid for ten years. */
async function makeDevelopmentPem(): Promise<string> {
  // Loaded here, because only a server that makes such a key needs them.
  await import('reflect-metadata');
  const { BasicConstraintsExtension, KeyUsageFlags, KeyUsagesExtension, PemConverter, X509CertificateGenerator } =
    await import('@peculiar/x509');
  const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ C: ['AT'] }, { O: ['Nur für Versuche'] }, { CN: ['ETRON Portal (Entwicklung)'] }],
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 3_650 * DAY),
    signingAlgorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
    ],
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return `${key}\n${certificate.toString('pem')}\n`;
}

/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;
