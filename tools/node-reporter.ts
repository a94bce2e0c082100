import { writeFileSync } from 'node:fs';
import type { TestEvent } from 'node:test/reporters';

/** A node:test reporter that writes the counts of a run to the file TEST_COUNTS names, for tools/test.ts. Suites do not count. */
export default async function* countReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue;
    if (data.skip || data.todo) counts.skipped++;
    else counts[type === 'test:pass' ? 'passed' : 'failed']++;
  }
  if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
  yield '';
}
