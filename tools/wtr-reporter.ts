import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestSession, TestSuiteResult } from '@web/test-runner-core';
import type { Counts } from './run.ts';

/**
 * One line per test file, next to what the default reporter says about failures, and the counts of the run in the file TEST_COUNTS names, for
 * tools/test.ts.
 */
export function countReporter(): Reporter {
  return {
    reportTestFileResults({ logger, testFile, sessionsForTestFile }) {
      const { passed, failed } = sum(sessionsForTestFile);
      logger.log(`${failed ? '✗' : '✓'} ${relative('', testFile)}: ${passed + failed} tests`);
    },
    onTestRunFinished({ sessions }) {
      if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(sum(sessions)));
    },
  };
}

/** A file that fails though none of its tests did (it cannot be loaded, it wrote to `console.error`), or has none, counts as one failure. */
function sum(sessions: TestSession[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { testResults, passed, errors } of sessions) {
    const ofFile: Counts = { passed: 0, failed: 0, skipped: 0 };
    if (testResults) count(testResults, ofFile);
    const fine = passed && !errors.length && ofFile.passed > 0;
    if (!fine && !ofFile.failed) ofFile.failed++;
    for (const key of ['passed', 'failed', 'skipped'] as const) counts[key] += ofFile[key];
  }
  return counts;
}

function count(suite: TestSuiteResult, counts: Counts): void {
  for (const test of suite.tests) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite.suites) count(inner, counts);
}
