// What Maven calls: `node scripts/maven.mjs build|test`. Does nothing when nothing changed since the
// last success, so that a Java build does not wait for npm.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGE = 'target/classes/static/index.html';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`The console needs Node.js 20.19 or newer, this is ${process.versions.node}. Without it: -Dconsole.skip`);
}

const dependencies = fingerprint(['package.json', 'package-lock.json']);
const sources = fingerprint(['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json'], dependencies);

switch (process.argv[2]) {
  case 'build':
    // With the page itself: a build with -Dconsole.skip may have replaced it.
    if (done('build', fingerprint([PAGE], sources), PAGE)) break;
    install();
    npm(['run', '--silent', 'build', '--', '--logLevel', 'warn']);
    remember('build', fingerprint([PAGE], sources));
    break;
  case 'test':
    if (done('test', sources, 'package.json')) break;
    install();
    npm(['run', '--silent', 'test', '--', '--reporter=dot']);
    remember('test', sources);
    break;
  default:
    fail('usage: node scripts/maven.mjs build|test');
}

function install() {
  if (done('install', dependencies, 'node_modules/vite/package.json')) return;
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], 'ignore');
  remember('install', dependencies);
}

function fingerprint(paths, seed = '') {
  const hash = createHash('sha256').update(seed).update(process.versions.node);
  const visit = (path) => {
    const absolute = join(root, path);
    if (!existsSync(absolute)) return;
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) visit(join(path, name));
    } else {
      hash.update(path).update(readFileSync(absolute));
    }
  };
  paths.forEach(visit);
  return hash.digest('hex');
}

function mark(step) {
  return join(root, 'target', `console-${step}.sha256`);
}

function done(step, value, product) {
  return (
    existsSync(join(root, product)) && existsSync(mark(step)) && readFileSync(mark(step), 'utf8') === value
  );
}

function remember(step, value) {
  mkdirSync(join(root, 'target'), { recursive: true });
  writeFileSync(mark(step), value);
}

function npm(parameters, output = 'inherit') {
  const { status, error } = spawnSync('npm', parameters, {
    cwd: root,
    stdio: ['ignore', output, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error !== undefined || status !== 0) fail(`npm ${parameters.join(' ')} failed`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
