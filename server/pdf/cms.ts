import { createHash, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import {
  derNull,
  explicit,
  implicit,
  integer,
  octetString,
  oid,
  readValue,
  sequence,
  setOf,
  valueAt,
  valuesIn,
} from './der.ts';

// Signatures of PDFs: a detached CMS signature (RFC 5652) in the profile PAdES B-B (ETSI EN 319 122-1).

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

/** The key that signs, its certificate, and the certificates above it. */
export interface Signer {
  key: KeyObject;
  certificates: readonly X509Certificate[];
}

/** The parts of a CMS message. `token` is a time stamp token of RFC 3161. */
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

/** The signed attributes. The signing certificate is one of them, so that no other certificate of the same key can be put in its place. */
const attributesOf = (digest: Uint8Array, certificate: Uint8Array): Buffer => {
  const { issuer, serial } = namesOf(certificate);
  return setOf(
    attribute(CONTENT_TYPE, oid(DATA)),
    attribute(MESSAGE_DIGEST, octetString(digest)),
    attribute(
      SIGNING_CERTIFICATE_V2,
      sequence(sequence(sequence(octetString(sha256(certificate)), sequence(sequence(explicit(4, issuer)), serial)))),
    ),
  );
};

/** Issuer and serial number of a certificate, in DER. */
function namesOf(certificate: Uint8Array): { issuer: Buffer; serial: Buffer } {
  const [first, ...rest] = valuesIn(valueAt(readValue(certificate), 0));
  const [serial, , issuer] = first?.tag === 0xa0 ? rest : [first, ...rest];
  if (!serial || !issuer) throw new RangeError('The certificate is broken.');
  return { issuer: issuer.raw, serial: serial.raw };
}

/** Encodes a CMS message. The same parts always give the same bytes. `certificates[0]` is that of the signer. */
export function encodeCms({ certificates, attributes, signature, token }: CmsParts): Buffer {
  const [own] = certificates;
  const { issuer, serial } = namesOf(own!);
  const algorithm =
    new X509Certificate(own!).publicKey.asymmetricKeyType === 'ec'
      ? sequence(oid(ECDSA_SHA_256))
      : sequence(oid(RSA_SHA_256), derNull);
  const info = sequence(
    integer(1),
    sequence(issuer, serial),
    sequence(oid(SHA_256)),
    implicit(0, attributes),
    algorithm,
    octetString(signature),
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

/** By how many bytes signatures of an EC key may differ in length. */
const SIGNATURE_VARIANCE = 16;

/** Maximum size of a CMS message of a signer without a time stamp, in bytes. */
export const cmsSize = (signer: Signer): number => encodeCms(signDigest(sha256(), signer)).length + SIGNATURE_VARIANCE;

/**
 * Checks a CMS message for a digest. Returns `not_ours` if none of our certificates has signed it, and `altered` if it is invalid or is not
 * byte for byte what we would have written, so that nobody can hide anything in it. Null if nothing is wrong.
 */
export function cmsFault(
  message: Buffer,
  digest: Uint8Array,
  ours: readonly X509Certificate[],
): 'not_ours' | 'altered' | null {
  try {
    const signed = valueAt(readValue(message), 1, 0);
    const [certificates, infos] = valuesIn(signed).slice(3);
    const [, sid, , attributes, , signature, unsigned] = valuesIn(valueAt(infos!, 0));
    const own = ours.find(({ raw }) => {
      const { issuer, serial } = namesOf(raw);
      return sid!.content.equals(Buffer.concat([issuer, serial]));
    });
    if (!own) return 'not_ours';
    const token = unsigned && valueAt(unsigned, 0, 1, 0).raw;
    const expected = attributesOf(digest, own.raw);
    const all = valuesIn(certificates!).map(({ raw }) => raw);
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
export const tstInfo = (token: Uint8Array) => readValue(valueAt(readValue(token), 1, 0, 2, 1, 0).content);

/** The digest that a time stamp token certifies. Throws RangeError. */
export const imprintOf = (token: Uint8Array): Buffer => valueAt(tstInfo(token), 2, 1).content;
