import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { after, before, test } from 'node:test';

const element = (template: string, style = '') => `import { css, html, LitElement } from 'lit';

export class A extends LitElement {
  static override styles = css\`${style}\`;
  name = '';

  override render() {
    return html\`${template}\`;
  }
}
`;

/** Code that must be refused, by the rule that refuses it. */
const WRONG: Record<'biome' | 'eslint' | 'templates', Record<string, [path: string, code: string]>> = {
  biome: {
    'style/noRestrictedGlobals': ['components/a/fetch.ts', 'export const load = () => fetch("/x");\n'],
    'keeps something in the browser': ['components/a/kept.ts', 'export const size = localStorage.length;\n'],
    'Only src/controllers/storage.ts': ['demo/pages/kept.ts', 'export const size = sessionStorage.length;\n'],
    'style/noProcessEnv': ['server/environment.ts', 'export const port = process.env["PORT"];\n'],
    'correctness/noProcessGlobal': ['src/internal/process.ts', 'export const name = process.title;\n'],
    'style/noRestrictedImports': ['server/whole.ts', 'import { z } from "zod";\nexport const text = z.string();\n'],
    'style/useImportType': ['server/types.ts', 'import { Server } from "node:http";\nexport type S = Server;\n'],
    'suspicious/noConsole': ['server/loud.ts', 'export const say = () => console.log("x");\n'],
    'suspicious/noFocusedTests': [
      'server/only.test.ts',
      'import { it } from "node:test";\nit.only("x", () => undefined);\n',
    ],
    'suspicious/noExplicitAny': ['server/any.ts', 'export const x = (y: any) => y;\n'],
    'nursery/noFloatingPromises': [
      'server/floating.ts',
      'async function work(): Promise<void> {}\nexport const go = () => {\n  work();\n};\n',
    ],
    noLanguageCondition: [
      'server/language.ts',
      "export const word = (language: string) => (language === 'de' ? 'Ja' : 'Yes');\n",
    ],
    'use the type of src/contract/language.ts': ['demo/pages/language.ts', "export type Language = 'de' | 'en';\n"],
    format: ['server/ugly.ts', 'export const x = "y"\n'],
  },
  eslint: {
    'lit/no-legacy-template-syntax': ['components/a/legacy.ts', element(`<p on-click=\${() => undefined}>x</p>`)],
    'lit/attribute-value-entities': ['components/a/entity.ts', element('<a title="<b>">x</a>')],
    'lit-a11y/alt-text': ['components/a/picture.ts', element('<img src="/x.png">')],
    'lit-a11y/click-events-have-key-events': [
      'components/a/click.ts',
      element(`<div @click=\${() => undefined}>x</div>`),
    ],
  },
  templates: {
    'no-unknown-tag-name': ['components/a/unknown.ts', element('<etron-nowhere></etron-nowhere>')],
    'no-incompatible-type-binding': ['components/a/type.ts', element(`<input .disabled=\${this.name}>`)],
    'no-unclosed-tag': ['components/a/unclosed.ts', element('<section><p>x</p>')],
  },
};

const COMMANDS = {
  biome: 'biome ci --colors=off --error-on-warnings --max-diagnostics=none .',
  eslint: 'eslint --no-color components src',
  templates: `node ${resolve('tools/templates.ts')}`,
};

let root: string;

before(() => {
  root = mkdtempSync(join(tmpdir(), 'etron-lint-'));
  for (const file of [
    'package.json',
    'tsconfig.json',
    'biome.json',
    'eslint.config.js',
    '.gitignore',
    'tools/no-language-condition.grit',
  ])
    cpSync(file, join(root, file));
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'), 'junction');
  for (const cases of Object.values(WRONG)) {
    for (const [path, code] of Object.values(cases)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), code);
    }
  }
});

after(() => rmSync(root, { recursive: true }));

for (const [tool, command] of Object.entries(COMMANDS)) {
  test(`${tool} refuses what the house refuses`, () => {
    const { status, stdout, stderr } = spawnSync(command, { shell: true, cwd: root, encoding: 'utf8' });
    assert.notEqual(status, 0);
    // Each tool prints paths in its own way; all print the file and, after it, its rules.
    const output = `${stdout}${stderr}`;
    for (const [rule, [path]] of Object.entries(WRONG[tool as keyof typeof WRONG])) {
      const file = relative('', path);
      assert.ok(
        output
          .split(file)
          .slice(1)
          .some((text) => text.slice(0, 2000).includes(rule)),
        `${rule} should refuse ${path}\n${output}`,
      );
    }
  });
}
