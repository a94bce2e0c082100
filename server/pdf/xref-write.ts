import { deflateSync } from 'node:zlib';
import { type PDFDict, PDFRawStream } from 'pdf-lib';

/** A line of the cross references: kind 0 deleted, 1 at an offset, 2 in an object stream. */
export interface Row {
  number: number;
  kind: 0 | 1 | 2;
  first: number;
  second: number;
}

/** A section of cross references as a table, with the trailer behind it. */
export function xrefTable(rows: readonly Row[], trailer: PDFDict): string {
  const free: Row = { number: 0, kind: 0, first: 0, second: 65_535 };
  const lines = ranges([...rows, free]).map(
    (range) =>
      `${range[0]!.number} ${range.length}\n${range
        .map(({ kind, first, second }) => `${pad(first, 10)} ${pad(second, 5)} ${kind === 1 ? 'n' : 'f'} \n`)
        .join('')}`,
  );
  return `xref\n${lines.join('')}trailer\n${trailer}\n`;
}

/** A section of cross references as a stream, which is an object itself, at an offset, and has the entries of the trailer. */
export function xrefStream(
  rows: readonly Row[],
  trailer: PDFDict,
  { number, offset }: { number: number; offset: number },
): Uint8Array {
  const sections = ranges([...rows, { number, kind: 1, first: offset, second: 0 }]);
  const content = Buffer.alloc((rows.length + 1) * 8);
  for (const [index, { kind, first, second }] of sections.flat().entries()) {
    content.writeUInt8(kind, index * 8);
    content.writeUIntBE(first, index * 8 + 1, 5);
    content.writeUInt16BE(second, index * 8 + 6);
  }
  const { context } = trailer;
  const entries = {
    Type: 'XRef',
    W: [1, 5, 2],
    Index: sections.flatMap((range) => [range[0]!.number, range.length]),
    Filter: 'FlateDecode',
  };
  const dict = context.obj(entries);
  for (const [key, value] of trailer.entries()) dict.set(key, value);
  const stream = PDFRawStream.of(dict, deflateSync(content));
  const bytes = new Uint8Array(stream.sizeInBytes());
  stream.copyBytesInto(bytes, 0);
  return Buffer.concat([Buffer.from(`${number} 0 obj\n`), bytes, Buffer.from('\nendobj\n')]);
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** Rows in the order of their numbers, those that follow each other together. */
function ranges(rows: readonly Row[]): Row[][] {
  const result: Row[][] = [];
  for (const row of rows.toSorted((a, b) => a.number - b.number)) {
    const last = result.at(-1);
    if (last && row.number === last.at(-1)!.number + 1) last.push(row);
    else result.push([row]);
  }
  return result;
}
