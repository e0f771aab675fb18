import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { root } from './image/dockerfile.ts';

const levels = ['debug', 'info', 'warn', 'error', 'fatal'];

/** Every text in a part of a source file, and in the constants that it names. */
function textsIn(node: ts.Node, source: ts.SourceFile): string[] {
  const texts: string[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isStringLiteralLike(each)) texts.push(each.text);
    if (ts.isIdentifier(each)) texts.push(...textsOfConstant(each.text, source));
    ts.forEachChild(each, visit);
  };
  visit(node);
  return texts;
}

function textsOfConstant(name: string, source: ts.SourceFile): string[] {
  const declarations = source.statements.flatMap((statement) =>
    ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : [],
  );
  const found = declarations.find((each) => each.name.getText(source) === name);
  return found?.initializer ? textsIn(found.initializer, source) : [];
}

/** The lines that a file can log, as `level: message`. */
function linesOf(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const lines: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression: object, name } = node.expression;
      const [, message] = node.arguments;
      if (levels.includes(name.text) && /(^|\.)log$/.test(object.getText(source)))
        lines.push(...(message ? textsIn(message, source) : []).map((text) => `${name.text}: ${text}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

it('the page of log lines has every line that the process can log, and no other', () => {
  const src = join(root, 'src');
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !/^(demo|sandbox|http\/pages)\//.test(path),
  );
  const logged = [...new Set(paths.flatMap((path) => linesOf(join(src, path))))];
  expect(logged.length).toBeGreaterThan(15);
  const page = readFileSync(join(root, '.deploy/logs.md'), 'utf8');
  const explained = [...page.matchAll(/^\| `(\w+)` \| `([^`]+)` \| .{5,} \|$/gm)].map(
    ([, level, text]) => `${level}: ${text}`,
  );
  expect(explained.sort()).toEqual(logged.sort());
});
