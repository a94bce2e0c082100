import { createContext, Script } from 'node:vm';

/** Milliseconds: what any sensible pattern needs is a thousandth of it, but a busy machine may take its time. */
const TIMEOUT = 100;

const context = createContext(Object.create(null));
const compile = new Script('new RegExp("^(?:" + pattern + ")$", "v")');
const test = new Script('new RegExp("^(?:" + pattern + ")$", "v").test(value)');

/** Whether an author's pattern is one that HTML's `pattern` takes. */
export function isPattern(pattern: string): boolean {
  return run(compile, { pattern }) !== undefined;
}

/** So many patterns of one request may take for ever; those after them are not tried. */
const ENDLESS_MAX = 3;

/**
 * Tells whether whole values match, for the length of a request. A pattern that takes for ever matches nothing: it runs where it can be
 * stopped.
 */
export function createMatcher(): (pattern: string, value: string) => boolean {
  let endless = 0;
  return (pattern, value) => {
    const result = endless < ENDLESS_MAX ? run(test, { pattern, value }) : false;
    if (result === undefined) endless++;
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
