import { createContext, Script } from 'node:vm';

/** How long matching may take, in milliseconds. A sensible pattern needs a thousandth of it, but the machine may be busy. */
const TIMEOUT = 100;

const context = createContext(Object.create(null));
const test = new Script('new RegExp("^(?:" + pattern + ")$", "v").test(value)');

/** Whether a pattern is a valid value of HTML's attribute `pattern`. Only matching may take exponential time, so this needs no timeout. */
export function isPattern(pattern: string): boolean {
  try {
    RegExp(`^(?:${pattern})$`, 'v');
    return true;
  } catch {
    return false;
  }
}

/** After so many timeouts in one request, no further pattern is tried. */
const TIMEOUTS_MAX = 3;

/**
 * Creates a function that tells whether a whole value matches a pattern, for one request. Patterns come from authors and may take exponential
 * time, so they run in a context that is stopped after a timeout; a pattern that is stopped matches nothing.
 */
export function createMatcher(): (pattern: string, value: string) => boolean {
  let timeouts = 0;
  return (pattern, value) => {
    const result = timeouts < TIMEOUTS_MAX ? matchInTime({ pattern, value }) : false;
    if (result === undefined) timeouts++;
    return result === true;
  };
}

/** Whether a value matches a pattern; undefined if finding out takes too long. */
function matchInTime(values: { pattern: string; value: string }): unknown {
  try {
    Object.assign(context, values);
    return test.runInContext(context, { timeout: TIMEOUT });
  } catch {
    return undefined;
  }
}
