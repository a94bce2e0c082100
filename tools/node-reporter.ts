import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { noResult, type Timing } from './run.ts';

/** What Node reports beyond its types: the test file, which is absent where a whole file is reported as one test. */
type Entry = { entryFile?: string };

/**
 * A node:test reporter: one line per file, what failed in full, and the result in the file TEST_RESULT names, for tools/test.ts. Suites do not
 * count; a file in which no test ran, for instance because it ended the process, counts as failed.
 */
export default async function* reporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const result = noResult();
  const { counts, timings, failures } = result;
  const errorOutput = new Map<string, string>();
  const slowest = new Map<string, Timing['slowest']>();
  for await (const { type, data } of source) {
    if (type === 'test:stderr') {
      const file = relative('', (data as Entry).entryFile ?? data.file);
      errorOutput.set(file, (errorOutput.get(file) ?? '') + data.message);
    } else if (type === 'test:summary' && data.file) {
      const name = relative('', data.file);
      const seconds = data.duration_ms / 1000;
      timings.push({ name, seconds, slowest: slowest.get(name) });
      yield `${data.success ? '✓' : '✗'} ${name}: ${data.counts.tests} tests (${seconds.toFixed(1)} s)\n`;
    } else if (type === 'test:pass' || type === 'test:fail') {
      const { entryFile } = data as Entry;
      const file = relative('', entryFile ?? data.file ?? data.name);
      // The test of a whole file is reported only when none of its own was.
      const isFile = entryFile === undefined && data.nesting === 0;
      const seconds = data.details.duration_ms / 1000;
      if (!isFile && data.details.type !== 'suite' && seconds > (slowest.get(file)?.seconds ?? 0))
        slowest.set(file, { name: data.name, seconds });
      if (isFile && type === 'test:pass') {
        counts.failed++;
        failures.push({ name: file, message: 'no test ran' });
        yield `✗ ${file}: no test ran\n`;
      } else if (
        type === 'test:fail' &&
        (data.details.error as { failureType?: string }).failureType !== 'subtestsFailed'
      ) {
        const cause = inspect(data.details.error.cause ?? data.details.error);
        const message = isFile ? `${cause}\n${errorOutput.get(file) ?? ''}` : cause;
        counts.failed++;
        failures.push({ name: `${file}: ${data.name}`, message });
        yield `✗ ${file}: ${data.name}\n${indent(message)}\n`;
      } else if (data.details.type !== 'suite') {
        if (data.skip || data.todo) counts.skipped++;
        else counts[type === 'test:pass' ? 'passed' : 'failed']++;
      }
    }
  }
  if (process.env.TEST_RESULT) writeFileSync(process.env.TEST_RESULT, JSON.stringify(result));
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ');
