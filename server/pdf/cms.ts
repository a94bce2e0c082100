import { createHash, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { at, explicit, implicit, inside, integer, nothing, octets, oid, read, sequence, setOf } from './der.ts';

// PAdES B-B: a detached CMS signature (RFC 5652) as ETSI EN 319 122-1 profiles it.

const DATA = '1.2.840.113549.1.7.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';
export const SHA_256 = '2.16.840.1.101.3.4.2.1';
const ECDSA_SHA_256 = '1.2.840.10045.4.3.2';
const RSA_SHA_256 = '1.2.840.113549.1.1.11';

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Who signs: the key, its certificate, and those above it. */
export interface Signer {
  key: KeyObject;
  certificates: readonly X509Certificate[];
}

/** The signature over a digest, before a time stamp. */
interface CmsParts {
  certificates: readonly Uint8Array[];
  attributes: Buffer;
  signature: Buffer;
  token?: Uint8Array;
}

/** Signs a digest. */
export function signDigest(digest: Uint8Array, { key, certificates }: Signer): CmsParts {
  const attributes = attributesOf(digest, certificates[0]!.raw);
  return { certificates: certificates.map(({ raw }) => raw), attributes, signature: sign('sha256', attributes, key) };
}

const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), setOf(value));

/** The signing certificate is signed too, so that no other one of the same key can take its place. */
const attributesOf = (digest: Uint8Array, certificate: Uint8Array): Buffer => {
  const { issuer, serial } = namesOf(certificate);
  return setOf(
    attribute(CONTENT_TYPE, oid(DATA)),
    attribute(MESSAGE_DIGEST, octets(digest)),
    attribute(
      SIGNING_CERTIFICATE_V2,
      sequence(sequence(sequence(octets(sha256(certificate)), sequence(sequence(explicit(4, issuer)), serial)))),
    ),
  );
};

/** Issuer and serial number as they stand in a certificate. */
function namesOf(certificate: Uint8Array): { issuer: Buffer; serial: Buffer } {
  const [first, ...rest] = inside(at(read(certificate), 0));
  const [serial, , issuer] = first?.tag === 0xa0 ? rest : [first, ...rest];
  if (!serial || !issuer) throw new RangeError('The certificate is broken.');
  return { issuer: issuer.raw, serial: serial.raw };
}

/** The CMS message; the same parts give the same bytes. `certificates[0]` is the signer's. */
export function encodeCms({ certificates, attributes, signature, token }: CmsParts): Buffer {
  const [own] = certificates;
  const { issuer, serial } = namesOf(own!);
  const algorithm =
    new X509Certificate(own!).publicKey.asymmetricKeyType === 'ec'
      ? sequence(oid(ECDSA_SHA_256))
      : sequence(oid(RSA_SHA_256), nothing);
  const info = sequence(
    integer(1),
    sequence(issuer, serial),
    sequence(oid(SHA_256)),
    implicit(0, attributes),
    algorithm,
    octets(signature),
    ...(token ? [implicit(1, setOf(attribute(TIME_STAMP_TOKEN, token)))] : []),
  );
  const signed = sequence(
    integer(1),
    setOf(sequence(oid(SHA_256))),
    sequence(oid(DATA)),
    implicit(0, setOf(...certificates)),
    setOf(info),
  );
  return sequence(oid(SIGNED_DATA), explicit(0, signed));
}

/** Signatures of an EC key differ in length by a few bytes. */
const SIGNATURE_VARIANCE = 16;

/** Bytes a CMS message of a signer takes at most, without a time stamp. */
export const cmsSize = (signer: Signer): number => encodeCms(signDigest(sha256(), signer)).length + SIGNATURE_VARIANCE;

/** What of a CMS message is wrong for a digest: signed by nobody of `ours`, or changed. Whatever could be written differently counts as changed. */
export function cmsFault(
  message: Buffer,
  digest: Uint8Array,
  ours: readonly X509Certificate[],
): 'not_ours' | 'altered' | null {
  try {
    const signed = at(read(message), 1, 0);
    const [certificates, infos] = inside(signed).slice(3);
    const [, sid, , attributes, , signature, unsigned] = inside(at(infos!, 0));
    const own = ours.find(({ raw }) => {
      const { issuer, serial } = namesOf(raw);
      return sid!.content.equals(Buffer.concat([issuer, serial]));
    });
    if (!own) return 'not_ours';
    const token = unsigned && at(unsigned, 0, 1, 0).raw;
    const expected = attributesOf(digest, own.raw);
    const all = inside(certificates!).map(({ raw }) => raw);
    const known = all.every((raw) => ours.some((certificate) => raw.equals(certificate.raw)));
    const again = encodeCms({
      certificates: [own.raw, ...all.filter((raw) => !raw.equals(own.raw))],
      attributes: expected,
      signature: signature!.content,
      ...(token && { token }),
    });
    const sound =
      known &&
      implicit(0, expected).equals(attributes!.raw) &&
      again.equals(message) &&
      verify('sha256', expected, own.publicKey, signature!.content) &&
      (!token || imprintOf(token).equals(sha256(signature!.content)));
    return sound ? null : 'altered';
  } catch {
    return 'altered';
  }
}

/** TSTInfo of a time stamp token (RFC 3161). Throws RangeError. */
export const tstInfo = (token: Uint8Array) => read(at(read(token), 1, 0, 2, 1, 0).content);

/** The digest a time stamp token is about. Throws RangeError. */
export const imprintOf = (token: Uint8Array): Buffer => at(tstInfo(token), 2, 1).content;
