import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Writes a compressed copy beside every part, so that nothing is compressed while it is served. */
const compressed: Plugin = {
  name: 'compressed',
  // Only when all is written are the names of the parts in one another settled.
  writeBundle({ dir = '' }) {
    const assets = join(dir, 'assets');
    for (const name of readdirSync(assets))
      writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }));
  },
};

/** How the pages are built: both in one go, with hashed parts that a browser may keep for good. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../../../dist/http/pages',
    emptyOutDir: true,
    // A part that is inlined would need a looser policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The editor is that large, and is loaded by the explorer alone.
    chunkSizeWarningLimit: 5_000,
    reportCompressedSize: false,
    rollupOptions: {
      // "use client" is of no meaning to a page that is only a client.
      onwarn: (warning, warn) => warning.code === 'MODULE_LEVEL_DIRECTIVE' || warn(warning),
      input: ['connect.html', 'explorer.html'].map((name) => `${import.meta.dirname}/${name}`),
    },
  },
  experimental: {
    // Pages are at `/` and `/connect`, their parts below `/pages`; all of it may be below any path of a proxy.
    renderBuiltUrl: (fileName, { hostType }) => (hostType === 'html' ? `pages/${fileName}` : { relative: true }),
  },
  worker: { format: 'es' },
  logLevel: 'warn',
  plugins: [compressed],
});
