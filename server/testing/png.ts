import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A PNG of 8 bits of grey, of which each row begins with its filter. */
function grey(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...chunks]);
}

/** A PNG of one grey value, base64. */
export function png(width: number, height: number, value = 0): string {
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(Math.min(width, 500), value)]);
  const rows = Buffer.concat(Array.from({ length: Math.min(height, 500) }, () => row));
  return grey(width, height, rows).toString('base64');
}

/** A PNG that cannot be packed, of about so many bytes. */
export function noise(bytes: number): Buffer {
  const width = 500;
  const height = Math.max(8, Math.floor((bytes - 400) / (width + 1)));
  const rows = randomBytes(height * (width + 1));
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  return grey(width, height, rows);
}
