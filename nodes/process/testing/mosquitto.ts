/** A real mosquitto with the exchange's rights, for tests of an outside broker; undefined where this machine has none. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import type { Secrets } from '../credentials.ts';
import type { Papers } from '../security/papers.ts';
import { within } from './wait.ts';

const PLACES = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
const find = (name: string): string | undefined =>
  PLACES.map((place) => join(place, name)).find((path) => existsSync(path));

/** Path of the program, where this machine has one. */
export const mosquittoPath = find('mosquitto');

export const hasMosquitto = mosquittoPath !== undefined && find('mosquitto_passwd') !== undefined;

/** Rights of design section 6: ICE everything, a country its own intake, its own inbox and what is public. */
const RIGHTS = `user ICE
topic readwrite ice/v1/#

pattern write ice/v1/in/%u/#
pattern read ice/v1/out/%u/#
pattern read ice/v1/public/#
`;

export class Mosquitto {
  readonly url: string;
  private readonly dir: string;
  private readonly port: number;
  private child: ChildProcess | undefined;

  private constructor(dir: string, port: number, scheme: 'mqtt' | 'mqtts') {
    this.dir = dir;
    this.port = port;
    this.url = `${scheme}://127.0.0.1:${port}`;
  }

  /** @param papers speaks TLS with the certificate of ICE, and asks for one of the authority that it has not revoked. */
  static async start(secrets: Secrets, papers?: Papers): Promise<Mosquitto> {
    const dir = mkdtempSync(join(tmpdir(), 'mosquitto-'));
    const broker = new Mosquitto(dir, await freePort(), papers === undefined ? 'mqtt' : 'mqtts');
    const passwords = join(dir, 'passwords');
    writeFileSync(passwords, '');
    for (const [name, secret] of Object.entries(secrets)) {
      execFileSync(find('mosquitto_passwd')!, ['-b', passwords, name, secret], { stdio: 'ignore' });
    }
    writeFileSync(join(dir, 'rights'), RIGHTS);
    for (const path of [dir, passwords, join(dir, 'rights')]) chmodSync(path, 0o755);
    writeFileSync(
      join(dir, 'mosquitto.conf'),
      `listener ${broker.port} 127.0.0.1\nallow_anonymous false\npassword_file ${passwords}\nacl_file ${join(dir, 'rights')}\npersistence false\nset_tcp_nodelay true\nmax_inflight_messages 0\nmax_queued_messages 0\n${papers === undefined ? '' : tlsOf(papers, dir)}`,
    );
    await broker.begin();
    return broker;
  }

  async begin(): Promise<void> {
    const child = spawn(mosquittoPath!, ['-c', join(this.dir, 'mosquitto.conf')], {
      stdio: 'ignore',
    });
    this.child = child;
    await within(20_000, 'mosquitto listening', this.listening());
  }

  /** Ends it, as a crash would. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child === undefined) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    this.child = undefined;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async listening(): Promise<void> {
    for (;;) {
      const open = await new Promise<boolean>((resolve) => {
        const socket = connect(this.port, '127.0.0.1');
        socket.once('connect', () => resolve(true));
        socket.once('error', () => resolve(false));
        socket.once('close', () => socket.destroy());
      });
      if (open) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** It gives up its rights before it reads them, so they are copied to where it may. */
function tlsOf(papers: Papers, dir: string): string {
  const { ca, certificate, key } = papers.gate('ICE');
  const files = { cafile: ca, certfile: certificate, keyfile: key, crlfile: papers.revoked };
  const lines = Object.entries(files).map(([option, path]) => {
    const copy = join(dir, option);
    copyFileSync(path, copy);
    chmodSync(copy, 0o644);
    return `${option} ${copy}`;
  });
  return [...lines, 'require_certificate true', ''].join('\n');
}

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
