import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner-core';

/**
 * Writes the counts of a run to the file TEST_COUNTS names, for tools/test.ts. A file that fails though none of its tests did (it cannot be loaded, it
 * wrote to `console.error`), or has none, counts as one failure.
 */
export function jsonReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0 };
      const count = (suite: TestSuiteResult): void => {
        for (const test of suite.tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
        for (const inner of suite.suites) count(inner);
      };
      for (const { testResults, passed, errors } of sessions) {
        const before = counts.passed + counts.failed;
        const failedBefore = counts.failed;
        if (testResults) count(testResults);
        const fine = passed && !errors.length && counts.passed + counts.failed > before;
        if (!fine && counts.failed === failedBefore) counts.failed++;
      }
      if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
    },
  };
}
