import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestResult, TestSession, TestSuiteResult } from '@web/test-runner-core';
import { type Counts, type Failure, noCounts, type Result, type Timing } from './run.ts';

/**
 * One line per test file, next to what the default reporter says about failures, and the result of the run in the file TEST_RESULT names, for
 * tools/test.ts.
 */
export function resultReporter(): Reporter {
  return {
    reportTestFileResults({ logger, testFile, sessionsForTestFile }) {
      const { passed, failed } = countSessions(sessionsForTestFile);
      const seconds = sessionsForTestFile.map(timingOf).reduce((sum, timing) => sum + timing.seconds, 0);
      logger.log(`${failed ? '✗' : '✓'} ${relative('', testFile)}: ${passed + failed} tests (${seconds.toFixed(1)} s)`);
    },
    onTestRunFinished({ sessions }) {
      const result: Result = {
        counts: countSessions(sessions),
        timings: sessions.map(timingOf),
        failures: sessions.flatMap(failuresOf),
      };
      if (process.env.TEST_RESULT) writeFileSync(process.env.TEST_RESULT, JSON.stringify(result));
    },
  };
}

/** A file that fails though none of its tests did (it cannot be loaded, it wrote to `console.error`), or has none, counts as one failure. */
function countSessions(sessions: TestSession[]): Counts {
  const counts = noCounts();
  for (const session of sessions) {
    const ofFile = noCounts();
    for (const test of testsOf(session.testResults))
      ofFile[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
    const fine = session.passed && !session.errors.length && ofFile.passed > 0;
    if (!fine && !ofFile.failed) ofFile.failed++;
    for (const key of ['passed', 'failed', 'skipped'] as const) counts[key] += ofFile[key];
  }
  return counts;
}

/** The failed tests of a file, and what went wrong around them. */
function failuresOf({ testFile, testResults, errors }: TestSession): Failure[] {
  const file = relative('', testFile);
  const ofTests = testsOf(testResults)
    .filter(({ passed, skipped }) => !passed && !skipped)
    .map(({ name, error }) => ({ name: `${file}: ${name}`, message: error?.message ?? '' }));
  return [...ofTests, ...errors.map(({ message }) => ({ name: file, message }))];
}

/** What the tests of a file took, without the loading of the page they run on, which the runner does not report. */
function timingOf({ testFile, testResults }: TestSession): Timing {
  const tests = testsOf(testResults)
    .map(({ name, duration = 0 }) => ({ name, seconds: duration / 1000 }))
    .sort((a, b) => b.seconds - a.seconds);
  return {
    name: relative('', testFile),
    seconds: tests.reduce((sum, { seconds }) => sum + seconds, 0),
    slowest: tests[0],
  };
}

const testsOf = (suite: TestSuiteResult | undefined): TestResult[] =>
  suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : [];
