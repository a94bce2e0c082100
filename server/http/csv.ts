import { headersFor } from './headers.ts';

/** How a list is written as CSV: the cell of each column for a row, in the order of the columns, and the headings of the columns. */
export interface CsvTable<Column extends string, Row> {
  headings: Record<Column, string>;
  cells: Record<Column, (row: Row) => string>;
}

/** Some rows of a list, and where the next ones begin; null after the last. */
export interface CsvPage<Row> {
  items: readonly Row[];
  cursor: string | null;
}

/** Writes a list as CSV, page by page, as fast as the client reads. It begins with a byte order mark, because Excel would not recognise UTF-8 without it. */
export function streamCsv<Column extends string, Row>(
  { headings, cells }: CsvTable<Column, Row>,
  readPage: (cursor: string | undefined) => Promise<CsvPage<Row>>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const columns = Object.keys(cells) as Column[];
  let text = `\ufeff${csvLine(columns.map((column) => headings[column]))}`;
  let next: string | undefined;
  return new ReadableStream({
    async pull(controller) {
      const { items, cursor } = await readPage(next);
      for (const item of items) text += csvLine(columns.map((column) => cells[column](item)));
      controller.enqueue(encoder.encode(text));
      text = '';
      if (cursor === null) controller.close();
      else next = cursor;
    },
  });
}

/** The answer with a CSV as a download. `name` is its file name without the ending, in ASCII. */
export const csvResponse = (name: string, csv: ReadableStream<Uint8Array>): Response =>
  new Response(csv, {
    headers: {
      ...headersFor('text/csv; charset=utf-8'),
      'Content-Disposition': `attachment; filename="${name}.csv"`,
    },
  });

/** One record of RFC 4180. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * Writes a cell. A spreadsheet would run text that begins like a formula, and an apostrophe before it prevents that. It is also put after
 * semicolons and tabs: where these separate cells, as in Austria, Excel begins a new cell there despite our quotes. Numbers stay as they are,
 * also negative ones.
 */
function csvCell(text: string): string {
  const safe = /^-?\d+(?:[.,]\d+)?$/.test(text)
    ? text
    : text.replace(/(^|[;\t])(?=[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20])/g, "$1'");
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
