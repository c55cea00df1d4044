import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// Where a service or the fixture server (dev/server.mjs) listens while `npm run dev` serves the page.
const backend = process.env.CONSOLE_BACKEND ?? 'http://localhost:5180';

/** Tells the service worker which files make the page; its name changes with them, and so does the worker. */
function shellOfWorker(): Plugin {
  return {
    name: 'shell-of-worker',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|woff2)$/.test(name));
      const icons = readdirSync('public/icons').map((name) => `icons/${name}`);
      const shell = [...files, 'favicon.svg', 'manifest.webmanifest', ...icons].sort().map((name) => `/${name}`);
      const name = `vitalwire-${createHash('sha256').update(shell.join()).digest('hex').slice(0, 12)}`;
      const worker = bundle['worker.js'];
      if (worker?.type !== 'chunk' || worker.imports.length > 0) throw new Error('worker.js must stand alone');
      worker.code = `const SHELL=${JSON.stringify(shell)},SHELL_NAME=${JSON.stringify(name)};${worker.code}`;
    },
  };
}

export default defineConfig({
  plugins: [react(), shellOfWorker()],
  build: {
    // Straight into the jar: Spring serves classpath:/static at /.
    outDir: 'target/classes/static',
    emptyOutDir: true,
    // No data: URLs, so that a strict Content-Security-Policy needs no exception.
    assetsInlineLimit: 0,
    license: { fileName: 'assets/third-party-licences.md' },
    rolldownOptions: {
      input: { index: 'index.html', worker: 'src/worker/worker.ts' },
      output: {
        // At the root: a worker looks after what lies beside and below it.
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/console', '/oauth2', '/.well-known', '/dev'].map((path) => [path, backend]),
    ),
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    // The colours themselves are tested.
    css: true,
    // Ages and clock times must not depend on where the test runs.
    env: { TZ: 'UTC' },
  },
});
