import { globSync, readFileSync } from 'node:fs';

/** Every installed package must have one of these licences; nothing of the GPL family may come in, however deep. */
const ALLOWED =
  /^(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-[34]\.0|Unlicense|Python-2\.0|MPL-2\.0|PostgreSQL|OFL-1\.1|WTFPL|Zlib)$/;

/** Packages whose package.json names no or an odd licence, looked up by hand: the licence its readme names. */
const KNOWN: Record<string, string> = { only: 'MIT' };

const bad: string[] = [];
let count = 0;
for (const path of globSync('node_modules/{*,@*/*,**/node_modules/*,**/node_modules/@*/*}/package.json')) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(path, 'utf8'));
  if (!name || !version) continue;
  count++;
  const text: string =
    KNOWN[name] ??
    license?.type ??
    license ??
    licenses?.map(({ type }: { type: string }) => type).join(' OR ') ??
    'none';
  const choices = text.replace(/[()]/g, '').split(' OR ');
  if (!choices.some((choice) => choice.split(' AND ').every((part) => ALLOWED.test(part.trim()))))
    bad.push(`${name}@${version}: ${text}`);
}
console.log(`${count} packages, ${bad.length} with a licence that is not on the list`);
if (bad.length) {
  console.error(bad.join('\n'));
  process.exitCode = 1;
}
