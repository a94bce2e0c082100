// One database: it uses none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { streamCsv } from './csv.ts';

async function textOf(csv: ReadableStream<Uint8Array>): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await new Response(csv).arrayBuffer());
}

const cell = { headings: { text: 'Text' }, cells: { text: (text: string) => text } };

/** One cell as it stands in the file. */
async function written(text: string): Promise<string> {
  const csv = await textOf(streamCsv(cell, async () => ({ items: [text], cursor: null })));
  return csv.slice('\ufeffText\r\n'.length, -'\r\n'.length);
}

test('writes the headings once, and the rows of all pages in the order of the cells', async () => {
  const table = {
    headings: { second: 'B', first: 'A' },
    cells: { first: (row: number) => `a${row}`, second: (row: number) => `b${row}` },
  };
  const pages: Record<string, { items: number[]; cursor: string | null }> = {
    start: { items: [1, 2], cursor: 'next' },
    next: { items: [3], cursor: null },
  };
  const csv = streamCsv(table, async (cursor = 'start') => pages[cursor]!);
  assert.equal(await textOf(csv), '\ufeffA,B\r\na1,b1\r\na2,b2\r\na3,b3\r\n');
});

test('formulas are text (abuse 47)', async () => {
  for (const start of ['=', '+', '-', '@', '\t', '＝']) {
    assert.equal(await written(`${start}cmd()`), `"'${start}cmd()"`);
  }
  assert.equal(await written('=HYPERLINK("x")'), `"'=HYPERLINK(""x"")"`);
  assert.equal(await written('a=b'), 'a=b');
  // Where a semicolon separates cells, quotes in the middle of a line mean nothing: what followed one was run.
  assert.equal(await written('Frage;=cmd()'), `"Frage;'=cmd()"`);
  assert.equal(await written('a\t+b;;-c'), `"a\t'+b;;'-c"`);
  assert.equal(await written('Lade; Drucker'), 'Lade; Drucker');
  assert.equal(await written('-12,50'), '"-12,50"');
});
