// DER (X.690) as far as signatures need it: functions that encode values, and a reader for values that others have encoded.

/** Encodes a value with a tag. */
const tagged = (tag: number, content: Uint8Array): Buffer => {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = Buffer.from(
    length.toString(16).padStart(length.toString(16).length + (length.toString(16).length % 2), '0'),
    'hex',
  );
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, content]);
};

export const sequence = (...items: readonly Uint8Array[]): Buffer => tagged(0x30, Buffer.concat(items));

/** Encodes a SET OF, whose items DER sorts by their encoding. */
export const setOf = (...items: readonly Uint8Array[]): Buffer =>
  tagged(0x31, Buffer.concat([...items].sort(Buffer.compare)));

export const octetString = (content: Uint8Array): Buffer => tagged(0x04, content);

export const derNull = Buffer.from([0x05, 0x00]);

export const derTrue = Buffer.from([0x01, 0x01, 0xff]);

/** Encodes an integer that is not negative. */
export const integer = (value: bigint | number): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return tagged(0x02, bytes[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
};

export const oid = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return tagged(0x06, Buffer.from(bytes));
};

/** Puts the explicit tag `[n]` around a value. */
export const explicit = (number: number, value: Uint8Array): Buffer => tagged(0xa0 | number, value);

/** Puts the implicit tag `[n]` in place of the tag of a constructed value. */
export const implicit = (number: number, value: Uint8Array): Buffer => {
  const copy = Buffer.from(value);
  copy[0] = 0xa0 | number;
  return copy;
};

/** A value that was read from bytes. */
interface DerValue {
  tag: number;
  content: Buffer;
  /** The encoded value with its tag and length. */
  raw: Buffer;
}

/** Reads the value at the start of the bytes. Throws RangeError if it is cut off. */
export function readValue(bytes: Uint8Array): DerValue {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const tag = buffer.readUInt8(0);
  let length = buffer.readUInt8(1);
  let start = 2;
  if (length >= 0x80) {
    const size = length & 0x7f;
    if (size === 0 || size > 4) throw new RangeError('No definite length.');
    length = buffer.readUIntBE(2, size);
    start += size;
  }
  if (start + length > buffer.length) throw new RangeError('The value is cut off.');
  return { tag, content: buffer.subarray(start, start + length), raw: buffer.subarray(0, start + length) };
}

/** The values inside of a constructed value. Throws RangeError. */
export function valuesIn({ content }: DerValue): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < content.length; ) {
    const value = readValue(content.subarray(at));
    values.push(value);
    at += value.raw.length;
  }
  return values;
}

/** A nested value by its path: `valueAt(value, 1, 0)` is the first value inside of the second one. Throws RangeError if there is none. */
export function valueAt(value: DerValue, ...path: readonly number[]): DerValue {
  let current = value;
  for (const index of path) {
    const next = valuesIn(current)[index];
    if (!next) throw new RangeError('A value is missing.');
    current = next;
  }
  return current;
}
