import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

/** What Node reports beyond its types: the test file, which is absent where a whole file is reported as one test. */
type Entry = { entryFile?: string };

/**
 * A node:test reporter: one line per file, what failed in full, and the counts in the file TEST_COUNTS names, for tools/test.ts. Suites do not count;
 * a file in which no test ran, for instance because it ended the process, counts as failed.
 */
export default async function* reporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const errorOutput = new Map<string, string>();
  for await (const { type, data } of source) {
    if (type === 'test:stderr') {
      const file = relative('', (data as Entry).entryFile ?? data.file);
      errorOutput.set(file, (errorOutput.get(file) ?? '') + data.message);
    } else if (type === 'test:summary' && data.file) {
      const seconds = (data.duration_ms / 1000).toFixed(1);
      yield `${data.success ? '✓' : '✗'} ${relative('', data.file)}: ${data.counts.tests} tests (${seconds} s)\n`;
    } else if (type === 'test:pass' || type === 'test:fail') {
      const { entryFile } = data as Entry;
      const file = relative('', entryFile ?? data.file ?? data.name);
      // The test of a whole file is reported only when none of its own was.
      const isFile = entryFile === undefined && data.nesting === 0;
      if (isFile && type === 'test:pass') {
        counts.failed++;
        yield `✗ ${file}: no test ran\n`;
      } else if (
        type === 'test:fail' &&
        (data.details.error as { failureType?: string }).failureType !== 'subtestsFailed'
      ) {
        counts.failed++;
        yield `✗ ${file}: ${data.name}\n${indent(inspect(data.details.error.cause ?? data.details.error))}\n`;
        if (isFile) yield indent(errorOutput.get(file) ?? '');
      } else if (data.details.type !== 'suite') {
        if (data.skip || data.todo) counts.skipped++;
        else counts[type === 'test:pass' ? 'passed' : 'failed']++;
      }
    }
  }
  if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ');
