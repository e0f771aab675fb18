import { execFileSync } from 'node:child_process';

/** Builds the pages once before any test, as `npm run build` does, so that the subgraph can serve them. */
export default function buildPages() {
  execFileSync('npm', ['run', '--silent', 'build:pages'], { stdio: 'inherit' });
}
