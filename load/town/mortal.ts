/** ICE or a national application as a process that dies and rises from its store at once. When and of what, others decide. */
import { fileURLToPath } from 'node:url';
import { newSecret, verifierOf } from '../../nodes/process/credentials.ts';
import { spawnChild } from '../../nodes/process/supervisor.ts';
import type { Child, Exit } from '../../nodes/process/supervisor.ts';
import type { FreeMainOptions } from '../../nodes/process/testing/free-main.ts';

const SCRIPT = fileURLToPath(new URL('../../nodes/process/testing/free-main.ts', import.meta.url));

/** What a life is to end by, of itself. */
export type Fate = Pick<FreeMainOptions, 'crashAt' | 'pagesMost'>;

/** Everything that a process is told but its fate. */
export type Told = Omit<FreeMainOptions, 'door' | keyof Fate>;

/** Somebody else who plays a country: what he runs, and what he is told beside the rest. */
export interface Player {
  readonly script: string;
  readonly told: object;
}

const PRODUCT: Player = { script: SCRIPT, told: {} };

/** Name of the seat at its door that speaks and hears for everybody. */
const SEAT = 'tester';

export class Mortal {
  readonly id: string;
  /** What it wrote to standard error, in all its lives. */
  readonly complaints: string[] = [];
  /** Who comes to its door for everybody. */
  readonly seat = SEAT;
  readonly secret: string;
  readonly authorization: string;
  lives = 0;
  private readonly told: () => Told;
  private readonly verifier: string;
  private readonly player: Player;
  private child: Child | undefined;
  private addresses: { readonly url: string; readonly doorUrl: string } = { url: '', doorUrl: '' };

  private constructor(
    id: string,
    told: () => Told,
    player: Player,
    { secret, verifier }: { readonly secret: string; readonly verifier: string },
  ) {
    this.id = id;
    this.told = told;
    this.player = player;
    this.secret = secret;
    this.verifier = verifier;
    this.authorization = `Bearer ${SEAT}:${secret}`;
  }

  /**
   * @param told is asked for at each start.
   * @param player absent: the product.
   */
  static async create(id: string, told: () => Told, player = PRODUCT): Promise<Mortal> {
    const secret = newSecret();
    return new Mortal(id, told, player, { secret, verifier: await verifierOf(secret) });
  }

  /** Of an exchange: where nodes find it. As it said last. */
  get url(): string {
    return this.addresses.url;
  }

  get doorUrl(): string {
    return this.addresses.doorUrl;
  }

  /** Of the life at hand. */
  get ended(): Promise<Exit> {
    return this.child?.exited ?? Promise.reject(new Error(`${this.id} has not lived yet`));
  }

  /** Its door, and who we are there. */
  readonly place = () => ({ url: this.doorUrl, authorization: this.authorization });

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Begins a life. @returns when it says that it runs; never settles where it dies before. */
  live(fate: Fate = {}): Promise<void> {
    const told = this.told();
    const seats = { [SEAT]: { verifier: this.verifier, parties: ['*'], operator: true } };
    const door = { bind: '127.0.0.1', port: 0, seats };
    const options: FreeMainOptions = { ...told, ...fate, door };
    const needs = { folders: [told.storeDir], net: ['127.0.0.1'] };
    this.lives++;
    let isUp: () => void = () => undefined;
    const up = new Promise<void>((resolve) => (isUp = resolve));
    const args = (): string[] => [this.id, JSON.stringify({ ...options, ...this.player.told })];
    const child = spawnChild(
      { name: this.id, script: this.player.script, args, needs },
      {
        onLine: (line) => {
          this.addresses = JSON.parse(line) as { url: string; doorUrl: string };
          isUp();
        },
        onComplaint: (line) => void this.complaints.push(line),
      },
    );
    this.child = child;
    return up;
  }

  /** By SIGKILL, whatever it does. */
  kill(): void {
    this.child?.kill();
  }

  /** For good, in order. */
  async end(): Promise<void> {
    this.child?.end();
    await this.child?.exited;
  }

  /** At its door, for everybody. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: this.authorization, ...(init.headers as object | undefined) };
    return fetch(`${this.doorUrl}${path}`, { ...init, headers });
  }

  /** Messages that it has sent and not seen confirmed. */
  async outboxDepth(): Promise<number> {
    const text = await (await this.fetch('/metrics')).text();
    return Number(/^rehearse_outbox_messages\{[^}]*\} (\d+)$/m.exec(text)?.[1]);
  }
}
