import { execFileSync } from 'node:child_process';

/** Builds the pages once before any test, as `npm run build` does, so that the subgraph can serve them. */
export default function buildPages() {
  // Vitest says `test`, with which the pages would be built for development: larger, slower, and not what is served.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync('npm', ['run', '--silent', 'build:pages'], { stdio: 'inherit', env });
}
