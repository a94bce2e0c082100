import { writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner-core';

/** Writes the counts of a run to the file TEST_COUNTS names, for tools/test.ts. A test file that cannot be loaded counts as failed. */
export function jsonReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0 };
      const count = (suite: TestSuiteResult): void => {
        for (const test of suite.tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
        for (const inner of suite.suites) count(inner);
      };
      for (const session of sessions) {
        if (session.testResults) count(session.testResults);
        if (session.errors.length || !session.testResults) counts.failed++;
      }
      if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
    },
  };
}
