import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where a service or the fixture server (dev/server.mjs) listens while `npm run dev` serves the page.
const backend = process.env.CONSOLE_BACKEND ?? 'http://localhost:5180';

export default defineConfig({
  plugins: [react()],
  build: {
    // Straight into the jar: Spring serves classpath:/static at /.
    outDir: 'target/classes/static',
    emptyOutDir: true,
    // No data: URLs, so that a strict Content-Security-Policy needs no exception.
    assetsInlineLimit: 0,
    license: { fileName: 'assets/third-party-licences.md' },
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
