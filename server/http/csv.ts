import { headersFor } from './headers.ts';

/** Some lines of a list, and where the next ones begin; null after the last. */
export interface CsvPage {
  text: string;
  cursor: string | null;
}

/** A list as CSV, page by page, as fast as the client reads. The first line comes after a byte order mark: without it Excel takes UTF-8 for something else. */
export function streamCsv(
  headings: readonly string[],
  readPage: (cursor: string | undefined) => Promise<CsvPage>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let head = `\ufeff${csvLine(headings)}`;
  let next: string | undefined;
  return new ReadableStream({
    async pull(controller) {
      const { text, cursor } = await readPage(next);
      controller.enqueue(encoder.encode(head + text));
      head = '';
      if (cursor === null) controller.close();
      else next = cursor;
    },
  });
}

/** A download of a list; `name` without its ending, in ASCII. */
export const csvResponse = (name: string, csv: ReadableStream<Uint8Array>): Response =>
  new Response(csv, {
    headers: {
      ...headersFor('text/csv; charset=utf-8'),
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    },
  });

/** One record of RFC 4180. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A spreadsheet would run what starts like a formula; the apostrophe makes it text. Behind a semicolon or a tab too: where these separate
 * cells, as in Austria, Excel begins a new one there, whatever our quotes say. A figure is no formula, be it negative.
 */
function csvCell(text: string): string {
  const safe = /^-?\d+(?:[.,]\d+)?$/.test(text)
    ? text
    : text.replace(/(^|[;\t])(?=[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20])/g, "$1'");
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
