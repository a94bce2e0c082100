import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORT = /^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)'|(?<!typeof )\bimport\('(\.[^']+)'\)/gm;
const PART = /\bpart=(?:"([^"$]*)"|([\w-]+)|"?\$\{([^}]*)\})/g;

/**
 * The `part` names that the templates of an element say: in its own room and in what it imports of the other parts, but not in elements it composes by
 * their tag, whose parts are their own.
 * @param path Of the element's class, `components/<name>/<name>.ts`.
 */
export function renderedParts(path: string, seen = new Set<string>()): Set<string> {
  const parts = new Set<string>();
  if (seen.has(path) || !existsSync(path)) return parts;
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  for (const [, quoted, bare, expression] of source.matchAll(PART)) {
    const names = expression ? [...expression.matchAll(/'([^']*)'/g)].map(([, name]) => name) : [quoted ?? bare];
    for (const name of names.join(' ').split(' ')) if (name) parts.add(name);
  }
  for (const [, now, later = ''] of source.matchAll(IMPORT)) {
    const imported = join(dirname(path), now ?? later).replaceAll('\\', '/');
    if (!imported.startsWith('components/') || imported.endsWith('.define.ts')) continue;
    for (const part of renderedParts(imported, seen)) parts.add(part);
  }
  return parts;
}
