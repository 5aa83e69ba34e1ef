// A mosquitto of its own for one run, on loopback; whoever may do what on it is the matter of the tests, not of the hashes.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const KNOCKS = 500;
const KNOCK_EVERY_MS = 20;

/** @param use what is done while it runs, with its address. */
export async function overMosquitto(folder, use) {
  const port = await freePort();
  mkdirSync(folder);
  const config = join(folder, 'mosquitto.conf');
  writeFileSync(
    config,
    [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'persistence false',
      'set_tcp_nodelay true',
      'max_inflight_messages 0',
      'max_queued_messages 0',
      '',
    ].join('\n'),
  );
  // Debian puts it where only root looks.
  const PATH = [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter);
  const broker = spawn('mosquitto', ['-c', config], {
    stdio: 'ignore',
    env: { ...process.env, PATH },
  });
  const ended = new Promise((_, reject) => {
    broker.once('error', reject);
    broker.once('exit', () => reject(new Error('mosquitto has ended')));
  });
  ended.catch(() => undefined);
  try {
    await Promise.race([listening(port), ended]);
    return await Promise.race([use(`mqtt://127.0.0.1:${port}`), ended]);
  } finally {
    broker.kill();
  }
}

async function listening(port) {
  for (let knock = 0; knock < KNOCKS; knock++) {
    if (await answers(port)) return;
    await pause(KNOCK_EVERY_MS);
  }
  throw new Error('mosquitto does not listen');
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
