import { join } from 'node:path';
import ts from 'typescript';
import { root } from './image/dockerfile.ts';

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  types: [],
  skipLibCheck: true,
  strict: true,
  noEmit: true,
};

/** A resource of Kubernetes. */
export type Resource = { apiVersion: string; kind: string };

/**
 * What the types of their kinds say about resources. The schemas let fields pass that a kind does not have, as a misspelt one; a literal in
 * TypeScript may have no others.
 */
export function misspelt(resources: Resource[]): string[] {
  const file = join(root, 'test/deploy/given.ts');
  const text = resources
    .map(
      ({ apiVersion, kind }, at) =>
        `import type { I${kind} as Kind${at} } from 'kubernetes-models/${apiVersion}/${kind}';
         export const given${at}: Kind${at} = ${JSON.stringify(resources[at])};`,
    )
    .join('\n');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (path, ...rest) =>
    path === file ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2023) : getSourceFile(path, ...rest);
  host.fileExists = (path) => path === file || fileExists(path);
  host.readFile = (path) => (path === file ? text : readFile(path));
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
