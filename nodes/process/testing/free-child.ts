/** ICE or a node on its own clock as a supervised child of a test, with the crashes that it is to die of. */
import { fileURLToPath } from 'node:url';
import type { Entry } from '../../../simulator/core/cell.ts';
import type { CrashAt } from '../crash-points.ts';
import { newSecret, verifierOf } from '../credentials.ts';
import { Supervised } from '../supervisor.ts';
import type { FreeMainOptions } from './free-main.ts';
import { Arrived } from './wait.ts';

const SCRIPT = fileURLToPath(new URL('free-main.ts', import.meta.url));

interface Announced {
  readonly url: string;
  readonly doorUrl: string;
  readonly start: number;
}

export class FreeChild {
  readonly id: string;
  readonly deaths = new Arrived<string>();
  readonly complaints = new Arrived<string>();
  private readonly announced = new Arrived<Announced>();
  private readonly secret: string;
  private readonly child: Supervised;
  private starts = 0;

  /** @param crashes one a start; later starts live on. */
  private constructor(
    id: string,
    options: () => Omit<FreeMainOptions, 'door' | 'crashAt'>,
    secret: string,
    verifier: string,
    crashes: readonly CrashAt[],
  ) {
    this.id = id;
    this.secret = secret;
    const door = {
      bind: '127.0.0.1',
      port: 0,
      seats: { tester: { verifier, parties: ['*'], operator: true } },
    };
    const args = (): string[] => {
      const crashAt = crashes[this.starts];
      return [
        id,
        JSON.stringify({ ...options(), door, ...(crashAt === undefined ? {} : { crashAt }) }),
      ];
    };
    const needs = { folders: [options().storeDir], net: ['127.0.0.1'] };
    this.child = new Supervised(
      { name: id, script: SCRIPT, args, needs },
      {
        onStart: () => {
          this.starts++;
        },
        onLine: (line) =>
          this.announced.push({ ...(JSON.parse(line) as Announced), start: this.starts }),
        onComplaint: this.complaints.push,
        onDeath: ({ signal }) => this.deaths.push(signal ?? 'exit'),
        onGivenUp: () => this.complaints.push(`${id} was given up`),
      },
    );
  }

  static async start(
    id: string,
    options: () => Omit<FreeMainOptions, 'door' | 'crashAt'>,
    crashes: readonly CrashAt[] = [],
  ): Promise<FreeChild> {
    const secret = newSecret();
    const child = new FreeChild(id, options, secret, await verifierOf(secret), crashes);
    await child.up(1);
    return child;
  }

  /** Settles when it runs for the n-th time. */
  up(start: number): Promise<Announced> {
    return this.announced.next(
      `start ${start}; ${this.complaints.all.join('; ')}`,
      (one) => one.start >= start,
    );
  }

  /** Where nodes find the exchange, as it said last. */
  get url(): string {
    return this.announced.all.at(-1)?.url ?? '';
  }

  kill(): void {
    this.child.kill();
  }

  stop(): Promise<void> {
    return this.child.stop();
  }

  /** At its door, as the tester. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const base = this.announced.all.at(-1)?.doorUrl ?? '';
    const headers = {
      authorization: `Bearer tester:${this.secret}`,
      ...(init.headers as object | undefined),
    };
    return fetch(`${base}${path}`, { ...init, headers });
  }

  async facts(participant: string): Promise<Entry[]> {
    const text = await (await this.fetch(`/facts?participant=${participant}&from=0`)).text();
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry);
  }

  async outboxDepth(): Promise<number> {
    const text = await (await this.fetch('/metrics')).text();
    return Number(/^rehearse_outbox_messages\{[^}]*\} (\d+)$/m.exec(text)?.[1]);
  }
}
