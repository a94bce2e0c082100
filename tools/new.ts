import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// `npm run new element|module <name>`: a room as the house has them, which passes every check from the start.

const SCAFFOLD = join(import.meta.dirname, 'scaffold');
const MIGRATIONS = 'server/db/migrations';

const [kind = '', name = ''] = process.argv.slice(2);
if (!existsSync(join(SCAFFOLD, kind || '-')) || !/^[a-z]+(-[a-z]+)*$/.test(name)) {
  console.error('Usage: npm run new element <name> | npm run new module <name-in-plural>, names in kebab-case');
  process.exit(1);
}

const pascal = name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
const NAMES: Record<string, string> = {
  __number__: String(readdirSync(MIGRATIONS).length + 1).padStart(4, '0'),
  __table__: name.replaceAll('-', '_'),
  __name__: name,
  __Name__: pascal,
  __camel__: pascal.charAt(0).toLowerCase() + pascal.slice(1),
};
const fill = (text: string): string =>
  Object.entries(NAMES).reduce((filled, [placeholder, value]) => filled.replaceAll(placeholder, value), text);

const files = globSync('**/*.tmpl', { cwd: join(SCAFFOLD, kind) }).map((template) => ({
  path: fill(template.replace(/\.tmpl$/, '')),
  text: fill(readFileSync(join(SCAFFOLD, kind, template), 'utf8')),
}));
const taken = files.find(({ path }) => existsSync(path));
if (taken) {
  console.error(`${taken.path} exists already`);
  process.exit(1);
}
for (const { path, text } of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const changed = files.map(({ path }) => path);
changed.push(kind === 'module' ? registerModule() : registerWords());
const shell = process.platform === 'win32';
execFileSync('biome', ['check', '--write', '--log-level=warn', ...changed], { stdio: 'inherit', shell });
if (kind === 'element') execFileSync(process.execPath, ['tools/manifest.ts'], { stdio: 'inherit' });
console.log(`${changed.join('\n')}\n\nNext: say in the documentation what it is for, then npm run verify.`);

/** Lets pages give the element words. */
function registerWords(): string {
  const path = 'src/i18n/register.ts';
  const source = readFileSync(path, 'utf8');
  const words = `${NAMES['__camel__']}Words`;
  const withWords = source.replace('type Dictionaries =\n', `$&  | typeof ${words}\n`);
  if (withWords === source) throw new Error(`${path} has no list of dictionaries any more`);
  writeFileSync(path, `import type { ${words} } from './${name}.ts';\n${withWords}`);
  return path;
}

/** Puts the module at the head of the list of modules. */
function registerModule(): string {
  const path = 'server/modules/modules.ts';
  const variable = `${NAMES['__camel__']}Module`;
  const source = readFileSync(path, 'utf8');
  const listed = source.replace(/(const MODULES: readonly ServerModule\[\] = \[\n)/, `$1  ${variable},\n`);
  if (listed === source) throw new Error(`${path} has no list of modules any more`);
  writeFileSync(path, `import { ${variable} } from './${name}/module.ts';\n${listed}`);
  return path;
}
