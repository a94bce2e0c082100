import { createContext, Script } from 'node:vm';

/** Milliseconds. A sensible pattern needs a thousandth of it, but the machine may be busy. */
const TIMEOUT = 100;

const context = createContext(Object.create(null));
const compile = new Script('new RegExp("^(?:" + pattern + ")$", "v")');
const test = new Script('new RegExp("^(?:" + pattern + ")$", "v").test(value)');

/** Whether a pattern is a valid value of HTML's attribute `pattern`. */
export function isPattern(pattern: string): boolean {
  return run(compile, { pattern }) !== undefined;
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
    const result = timeouts < TIMEOUTS_MAX ? run(test, { pattern, value }) : false;
    if (result === undefined) timeouts++;
    return result === true;
  };
}

function run(script: Script, values: Record<string, string>): unknown {
  try {
    Object.assign(context, values);
    return script.runInContext(context, { timeout: TIMEOUT });
  } catch {
    return undefined;
  }
}
