import { globSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { DefaultLitAnalyzerContext, LitAnalyzer, type LitAnalyzerConfig, makeConfig } from 'lit-analyzer';
import ts from 'typescript';

// Checks tags, attributes and the types of bindings in the Lit templates of all files, or of those it is given; its settings are in
// tsconfig.json, where editors find them too.
// lit-analyzer's own command takes Lit's `nothing` for a symbol that fits no attribute, although Lit then leaves the attribute out.

const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
const settings: Partial<LitAnalyzerConfig> & { name: string } = config.compilerOptions.plugins[0];

const host = ts.createCompilerHost(options);
const readFile = host.readFile;
host.readFile = (path) => {
  const text = readFile(path);
  return /lit-html[.]d[.]ts$/.test(path) ? text?.replace('nothing: unique symbol', 'nothing: any') : text;
};

const wanted = process.argv.slice(2);
const paths = (wanted.length ? wanted : globSync(['components/**/*.ts', 'demo/pages/**/*.ts'])).map((path) =>
  resolve(path),
);
const program = ts.createProgram(paths, options, host);
const context = new DefaultLitAnalyzerContext({ getProgram: () => program });
context.updateConfig(makeConfig(settings));
const analyzer = new LitAnalyzer(context);

let problems = 0;
for (const path of paths) {
  const file = program.getSourceFile(path);
  if (!file) continue;
  for (const { location, message, source } of analyzer.getDiagnosticsInFile(file)) {
    const { line, character } = file.getLineAndCharacterOfPosition(location.start);
    console.error(`${relative('', path)}:${line + 1}:${character + 1} ${source}: ${message}`);
    problems++;
  }
}
console.log(`${problems} problems in the templates of ${paths.length} files`);
if (problems || !paths.length) process.exitCode = 1;
