// Fixture server for looking at the console without the services: synthetic ward, pretend sign-in.
//   npm run build && npm run fixture      -> http://localhost:5180
//   npm run fixture & npm run dev         -> http://localhost:5173
// POST /dev/stall silences the streams, /dev/resume lets them speak, /dev/alert raises an alert,
// /dev/empty and /dev/fail change what the board answers. PORT, BEDS, DEVICES, TOKEN_SECONDS, ROLE by environment.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCensus } from './census.mjs';
import { createCharting } from './charting.mjs';
import { createDeliveries } from './deliveries.mjs';
import { createDesk } from './desk.mjs';
import { createEscalation } from './escalation.mjs';
import { createFleet } from './fleet.mjs';
import { createHistory } from './history.mjs';
import { createIdentity } from './identity.mjs';
import { createPeople } from './people.mjs';
import { createPolicies } from './policies.mjs';
import { createWard } from './ward.mjs';

const PORT = Number(process.env.PORT ?? 5180);
const DIST = join(dirname(fileURLToPath(import.meta.url)), '../target/classes/static');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.png': 'image/png', '.webmanifest': 'application/manifest+json', '.md': 'text/markdown' };

const identity = createIdentity({ tokenSeconds: Number(process.env.TOKEN_SECONDS ?? 600), role: process.env.ROLE ?? 'clinician' });
const ward = createWard(Number(process.env.BEDS ?? 12));
// OLD=1: a server from before escalation, as the console meets it in a rolling update.
const escalation = process.env.OLD ? null : createEscalation(ward.alerts, (alert) => publish(alert));
const deskOf = process.env.OLD ? null : createDesk();
const history = createHistory();
const fleet = createFleet(Number(process.env.DEVICES ?? 40));
const charting = createCharting();
const deliveries = createDeliveries();
const census = createCensus(() => ward.board(false));
const policies = await createPolicies();
const people = createPeople();
const mode = { stalled: false, board: 'full', silentRenewal: true };
const streams = new Set();

createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const issuer = url.origin;
  try {
    if (url.pathname.startsWith('/api/')) return api(request, response, url);
    switch (url.pathname) {
      case '/console/config.json':
        return json(response, 200, { authority: issuer, clientId: 'vitalwire-console' });
      case '/.well-known/openid-configuration':
        return json(response, 200, identity.configuration(issuer));
      case '/oauth2/authorize':
        if (url.searchParams.get('prompt') === 'none' && !mode.silentRenewal) {
          return redirect(response, `${url.searchParams.get('redirect_uri')}?error=login_required&state=${url.searchParams.get('state')}`);
        }
        return redirect(response, identity.authorize(url.searchParams));
      case '/oauth2/token': {
        const tokens = identity.token(new URLSearchParams(await bodyOf(request)), issuer);
        return tokens === null ? json(response, 400, { error: 'invalid_grant' }) : json(response, 200, tokens);
      }
      case '/oauth2/logout':
        return redirect(response, url.searchParams.get('post_logout_redirect_uri') ?? '/');
      default:
        if (url.pathname.startsWith('/dev/') && request.method === 'POST') return control(response, url.pathname);
        return file(response, url.pathname);
    }
  } catch (failure) {
    console.error(failure);
    json(response, 500, { title: 'Fixture failed' });
  }
}).listen(PORT, () => console.log(`console fixture on http://localhost:${PORT}`));

setInterval(() => {
  if (mode.stalled) return;
  for (const stream of streams) if (stream.kind === 'board' && mode.board === 'full') send(stream, 'board', ward.board(false));
}, 1_000);
setInterval(() => {
  if (mode.stalled) return;
  for (const stream of streams) if (stream.kind.startsWith('live ')) for (const packet of fleet.packets(stream.kind.slice(5))) send(stream, 'waveform', packet);
}, 1_000);
setInterval(() => {
  if (!mode.stalled) for (const stream of streams) send(stream, 'heartbeat', {});
}, 5_000);

async function api(request, response, url) {
  if (!identity.accepts(request.headers.authorization)) return json(response, 401, { title: 'Unauthorized', status: 401 });
  if (escalation !== null) {
    const text = request.method === 'GET' ? '' : await bodyOf(request);
    const done = escalation.answer(request.method, url, text.startsWith('{') ? JSON.parse(text) : {}, request.headers['if-match']);
    if (done !== null) return json(response, ...done);
    const told = request.method === 'GET' ? deskOf.answer(url) : null;
    if (told !== null) return json(response, ...told);
    request.bodyRead = text;
  }
  const acknowledge = /^\/api\/v1\/alerts\/([^/]+)\/acknowledge$/.exec(url.pathname);
  if (acknowledge !== null && request.method === 'POST') {
    const alert = ward.alerts.find(({ id }) => id === acknowledge[1]);
    if (alert === undefined) return json(response, 404, { title: 'No such alert', status: 404 });
    alert.acknowledgement ??= { by: 'sister.clarke', at: new Date().toISOString() };
    publish(alert);
    return json(response, 200, alert);
  }
  const explained = /^\/api\/v1\/patients\/([^/]+)\/scores\/latest$/.exec(url.pathname);
  if (explained !== null) {
    const score = ward.explain(decodeURIComponent(explained[1]));
    return score === null ? json(response, 404, { title: 'No score yet', status: 404 }) : json(response, 200, score);
  }
  switch (url.pathname) {
    case '/api/v1/board':
      if (!['clinician', 'charge-nurse'].includes(identity.role)) return json(response, 403, { title: 'Forbidden', status: 403 });
      if (mode.board === 'fail') return json(response, 503, { title: 'Store unavailable', status: 503, code: 'STORE_UNAVAILABLE', detail: 'The store is not available.' });
      return json(response, 200, mode.board === 'empty' ? { asOf: new Date().toISOString(), patients: [] } : ward.board(true));
    case '/api/v1/board/stream':
      return open(request, response, 'board');
    case '/api/v1/alerts':
      return json(response, 200, mode.board === 'empty' ? [] : ward.alerts.filter(({ state, patientId }) =>
        (url.searchParams.get('state') === 'all' || state === (url.searchParams.get('state') ?? 'open')) && [null, patientId].includes(url.searchParams.get('patient'))));
    case '/api/v1/alerts/stream':
      return open(request, response, 'alerts');
    default:
      return desk(request, response, url);
  }
}

async function desk(request, response, url) {
  if (mode.board === 'fail') return json(response, 503, { title: 'Store unavailable', status: 503, code: 'STORE_UNAVAILABLE', detail: 'The store is not available.' });
  const live = /^\/api\/v1\/devices\/([^/]+)\/live$/.exec(url.pathname);
  if (live !== null) return open(request, response, `live ${decodeURIComponent(live[1])}`);
  const body = bodyOf(request).then((text) => (text.startsWith('{') ? JSON.parse(text) : {}));
  const reached = people.answer(request.method, url, await body, request.headers['if-match']);
  if (reached !== null) return json(response, ...reached);
  const decided = policies.answer(request.method, url, await body, request.headers['if-match']);
  if (decided !== null) return json(response, ...decided);
  const charted = deliveries.answer(request.method, url) ?? census.answer(request.method, url) ?? charting.answer(request.method, url, await body);
  if (charted !== null) return json(response, ...charted);
  const past = history.answer(request.method, url, await body, (unit) => ward.board(false).patients.filter(({ careUnit }) => careUnit === unit).map(({ patientId }) => patientId));
  if (typeof past === 'string') return response.writeHead(200, { 'Content-Type': 'text/plain' }).end(past);
  if (past !== null) return json(response, 200, past);
  const answer = await fleet.answer(request.method, url, body);
  return answer === null ? json(response, 404, { title: 'Not Found', status: 404, detail: 'There is none.' }) : json(response, 200, mode.board === 'empty' && Array.isArray(answer) ? [] : answer);
}

function open(request, response, kind) {
  if (mode.stalled) return response.writeHead(503).end();
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const stream = { kind, response };
  const last = Number(request.headers['last-event-id'] ?? Number.MAX_SAFE_INTEGER);
  if (kind === 'alerts') for (const { id, alert } of ward.log) if (id > last) send(stream, 'alert', alert, id);
  send(stream, 'heartbeat', {});
  streams.add(stream);
  request.on('close', () => streams.delete(stream));
}

function publish(alert) {
  const entry = ward.record(alert);
  if (!mode.stalled) for (const stream of streams) if (stream.kind === 'alerts') send(stream, 'alert', entry.alert, entry.id);
}

function control(response, path) {
  switch (path) {
    case '/dev/stall': mode.stalled = true; break;
    case '/dev/resume': mode.stalled = false; mode.board = 'full'; break;
    case '/dev/empty': mode.board = 'empty'; break;
    case '/dev/fail': mode.board = 'fail'; break;
    case '/dev/no-silent-renewal': mode.silentRenewal = false; break;
    case '/dev/revoke': identity.revokeAll(); break;
    case '/dev/alert': {
      const now = new Date().toISOString();
      const alert = { ...ward.alerts[0], id: `e-${Date.now()}`, title: 'SpO₂ below 85 %', detail: '84 % for 15 s', condition: 'low-spo2', startedAt: now, raisedAt: now };
      ward.alerts.push(alert);
      escalation?.enrol(alert);
      publish(alert);
      break;
    }
    default: return json(response, 404, {});
  }
  return json(response, 200, mode);
}

function send({ response }, event, data, id) {
  response.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function json(response, status, body) {
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(body));
}

function redirect(response, location) {
  response.writeHead(302, { Location: location }).end();
}

async function bodyOf(request) {
  if (request.bodyRead !== undefined) return request.bodyRead;
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

async function file(response, path) {
  const name = normalize(path === '/' ? '/index.html' : path);
  try {
    const content = await readFile(join(DIST, name));
    // As strict as the services should be: the page must not need more than this.
    response.writeHead(200, {
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Content-Security-Policy': "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
      'X-Frame-Options': 'SAMEORIGIN',
    }).end(content);
  } catch {
    response.writeHead(404).end('not found');
  }
}
