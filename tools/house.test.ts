import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { CustomElement, Package } from 'custom-elements-manifest';
import { MODULES } from '../server/modules/modules.ts';

// The names of the house, where no other tool looks.

const PARTS = 'base header title body footer list item field label control error submit'.split(' ');

/** Words for which the portal has another one. */
const OTHER_WORDS: readonly (readonly [pattern: RegExp, better: string])[] = [
  [/\b(?:Sachen?|Dinge)\b|\bthings? (?:is|are) waiting/, 'Aufgabe, task'],
  [/\bAuftr(?:ag|ags|äge|ägen)\b/, 'Verkaufsauftrag'],
  [/\b(?:[Yy]our|[Tt]he|[Aa]n) orders?\b|'orders?'\s*[:)]/, 'sales order'],
  [/Jetzt unterschreiben|\bSign now\b/, 'Dokument abschließen, complete document'],
  [/\bausständig\b/, 'offen, zu unterschreiben'],
  [/\b(?:Alle|Neue|Keine|Diese|Ihre) Signatur(?:en)?\b/, 'Dokument: Signaturen is the name of the menu'],
];

const classes = globSync('components/*/*.define.ts').map((path) => path.replace('.define.ts', '.ts'));
const sources = globSync('{src,components}/**/*.ts').filter((path) => !path.includes('.test.'));
const read = (path: string): string => readFileSync(path, 'utf8');
const isKebab = (name: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);

test('an element has its class, its define file and its test in a room of its name', () => {
  assert.ok(classes.length);
  for (const path of classes) {
    const name = basename(path, '.ts');
    const pascal = name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
    assert.equal(basename(dirname(path)), name);
    assert.match(read(path), new RegExp(`^export class Etron${pascal} `, 'm'), path);
    assert.match(
      read(path.replace('.ts', '.define.ts')),
      new RegExp(`define\\('etron-${name}', Etron${pascal}\\)`),
      path,
    );
    assert.ok(existsSync(path.replace('.ts', '.test.ts')), `${path} has no test`);
  }
});

test('each folder of server/modules is a server module, and in the list of them', async () => {
  const folders = readdirSync('server/modules', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    const path = `server/modules/${name}/module.ts`;
    assert.ok(existsSync(path), `${name} has no module.ts`);
    const exported: unknown[] = Object.values(await import(pathToFileURL(path).href));
    assert.ok(
      MODULES.some((module) => exported.includes(module)),
      `${name} is not in the list of server/modules/modules.ts`,
    );
  }
});

test('the map names what is there', () => {
  const named = [...read('ARCHITECTURE.md').matchAll(/`((?:src|components|server|demo|tools|docs)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  assert.ok(named.length > 20);
  assert.deepEqual(
    named.filter((path) => !existsSync(path)),
    [],
  );
});

test('files are kebab-case with a role', () => {
  const names = globSync('{src,components,server,demo,tools}/**/*.{ts,js,mjs,cjs,css,html}').map((path) =>
    basename(path),
  );
  assert.deepEqual(
    names.filter((name) => !name.split('.').every(isKebab)),
    [],
  );
});

test('parts and custom properties have names of the family', () => {
  for (const path of sources) {
    const text = read(path);
    for (const [, parts = ''] of text.matchAll(/\bpart="([^"$]+)"/g))
      for (const part of parts.split(' ')) assert.ok(PARTS.includes(part), `${path}: part ${part}`);
    for (const [property] of text.matchAll(/(?<![\w-])--[a-z_][\w-]*/gi))
      assert.match(property, /^--(etron-|_)/, `${path}: ${property}`);
  }
});

test('what a page can use is documented', () => {
  const { modules }: Package = JSON.parse(read('custom-elements.json'));
  for (const { declarations = [] } of modules) {
    const [element] = declarations as CustomElement[];
    assert.ok(element?.description, `${element?.name} says nothing`);
    for (const { name, description } of element.members ?? []) assert.ok(description, `${element.name}.${name}`);
    for (const { name, description } of element.events ?? []) assert.ok(description, `${element.name}: ${name}`);
    for (const { name = '' } of element.attributes ?? [])
      assert.ok(isKebab(name), `${element.name}: attribute ${name}`);
    for (const { name } of element.cssParts ?? []) assert.ok(PARTS.includes(name), `${element.name}: part ${name}`);
  }
});

test('a page can give words to every room, by the name of its file', () => {
  const known = read('src/i18n/register.ts');
  const names = new Set<string>();
  for (const path of sources.filter((path) => dirname(path).endsWith('i18n'))) {
    const dictionaries = [...read(path).matchAll(/^export const (\w+) = dictionary\(\s*'([^']+)'/gm)];
    for (const [index, [, words, room = '']] of dictionaries.entries()) {
      assert.match(known, new RegExp(`\\| typeof ${words}\\b`), `${path}: registerWords does not know ${words}`);
      if (index === 0) assert.equal(room, basename(path, '.ts'));
      assert.ok(!names.has(room), `Two rooms are called ${room}`);
      names.add(room);
    }
  }
  assert.ok(names.size > 20);
});

test('one thing has one word, on the screen and in mails', () => {
  const spoken = [
    ...sources.filter((path) => dirname(path).endsWith('i18n')),
    ...globSync(['src/contract/*.words.ts', 'server/words/{de,en}.ts', 'demo/pages/**/*.{ts,html}']),
  ];
  assert.ok(spoken.length > 40);
  for (const path of spoken) {
    const words = read(path).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    for (const [pattern, better] of OTHER_WORDS) assert.doesNotMatch(words, pattern, `${path}: say ${better}`);
  }
});

test('a server test that runs on one database says why in its first line, where tools/test.ts looks', () => {
  for (const path of globSync('server/**/*.test.ts')) {
    const [first = '', ...further] = read(path).split('\n');
    if (/one[ -]database/i.test(first)) assert.match(first, /^\/\/ One database: \w.+\.$/, path);
    assert.ok(!further.some((line) => /^\s*\/\/\s*one[ -]database\b/i.test(line)), `${path}: not in its first line`);
  }
});

test('an element is a LitElement, by which it has its properties, templates and styles', () => {
  const plain = globSync('{src,components}/**/*.ts').filter((path) =>
    /\bclass (\w+ )?extends HTML\w*Element\b/.test(read(path)),
  );
  assert.deepEqual(plain, []);
});
