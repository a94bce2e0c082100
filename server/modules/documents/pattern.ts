import { createContext, Script } from 'node:vm';

/** Milliseconds: what any sensible pattern needs is a thousandth of it. */
const TIMEOUT = 25;

const context = createContext(Object.create(null));
const compile = new Script('new RegExp("^(?:" + pattern + ")$", "v")');
const test = new Script('new RegExp("^(?:" + pattern + ")$", "v").test(value)');

/** Whether an author's pattern is one that HTML's `pattern` takes. */
export function isPattern(pattern: string): boolean {
  return run(compile, { pattern }) !== undefined;
}

/** Whether the whole value matches. A pattern that takes for ever matches nothing: it runs where it can be stopped. */
export function matches(pattern: string, value: string): boolean {
  return run(test, { pattern, value }) === true;
}

function run(script: Script, values: Record<string, string>): unknown {
  try {
    Object.assign(context, values);
    return script.runInContext(context, { timeout: TIMEOUT });
  } catch {
    return undefined;
  }
}
