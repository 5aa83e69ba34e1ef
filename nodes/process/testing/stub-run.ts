/** Runs the stub participants twice over: all in one group, and each in a process of its own. The journals must be the same. */
import { fileURLToPath } from 'node:url';
import type { Entry, Post } from '../../../simulator/core/cell.ts';
import { Chance } from '../../../simulator/core/chance.ts';
import { LEAST_LATENCY_MS } from '../../../simulator/core/least-latency.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { ICE, networkOf, WORLD } from '../../common/routing.ts';
import { CellGroup } from '../cell-group.ts';
import type { CrashAt } from '../crash-points.ts';
import { newSecret, verifiersOf } from '../credentials.ts';
import type { Secrets } from '../credentials.ts';
import type { Arrival, Done, FromChild, Grant, Hello, Wire } from '../protocol.ts';
import { Supervised } from '../supervisor.ts';
import { STUB_CODES, STUB_PARTICIPANTS, stubParticipant } from './stub-participants.ts';
import { within } from './wait.ts';

export const STUB_START: SimTime = Date.UTC(2026, 6, 14);

/** Every line of the run, in the journal's order. */
export function runTogether(seed: string, until: SimTime): string[] {
  const network = networkOf(STUB_PARTICIPANTS, STUB_CODES);
  const played = STUB_PARTICIPANTS.map((id, index) => ({
    participant: stubParticipant(id),
    index,
  }));
  const group = new CellGroup(played, network, new Chance(seed));
  const lines: string[] = [];
  const pass = (): Post[] => {
    const { facts, posts } = group.take();
    lines.push(...facts.map(({ line }) => line));
    for (const post of posts) group.deliver(post);
    return [...posts];
  };
  group.start(STUB_START);
  pass();
  while (group.nextDue() < until) {
    group.runBefore(group.nextDue() + 1);
    pass();
  }
  return inOrder(lines);
}

function inOrder(lines: readonly string[]): string[] {
  const order = new Map<string, number>(STUB_PARTICIPANTS.map((id, index) => [id, index]));
  const entries = lines.map((line) => ({ line, entry: JSON.parse(line) as Entry }));
  const place = ({ n }: Entry): number => order.get(n) ?? -1;
  entries.sort(
    (a, b) => a.entry.t - b.entry.t || place(a.entry) - place(b.entry) || a.entry.s - b.entry.s,
  );
  return entries.map(({ line }) => line);
}

export interface ApartOptions {
  readonly seed: string;
  readonly until: SimTime;
  readonly dir: string;
  /** An outside broker; otherwise ICE has it inside. */
  readonly broker?: { readonly url: string; readonly secrets: Secrets };
  /** Who dies where, start by start. */
  readonly crash?: Readonly<Record<string, readonly CrashAt[]>>;
  /** Called before each window. */
  readonly onWindow?: (window: number, run: RunApart) => Promise<void> | void;
}

interface Seat {
  readonly id: string;
  readonly child: Supervised;
  starts: number;
  next: SimTime;
  pending: Arrival[];
  grant: Grant | undefined;
  answered: ((done: Done) => void) | undefined;
  ended: ((hashes: Readonly<Record<string, string>>) => void) | undefined;
}

const SCRIPT = fileURLToPath(new URL('stub-main.ts', import.meta.url));

/** A conductor as small as can be. */
export class RunApart {
  readonly deaths: string[] = [];
  readonly troubles: string[] = [];
  private readonly options: ApartOptions;
  private readonly seats: Seat[] = [];
  private readonly secrets: Secrets;
  private readonly lines: string[] = [];
  private url = '';
  private fail: (error: Error) => void = () => undefined;
  private readonly failed: Promise<never>;

  constructor(options: ApartOptions) {
    this.options = options;
    this.failed = new Promise((_, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
    this.secrets = options.broker?.secrets ?? {
      GEO: newSecret(),
      AZE: newSecret(),
      KAZ: newSecret(),
    };
  }

  kill(id: string): void {
    this.seats.find((seat) => seat.id === id)?.child.kill();
  }

  async run(): Promise<{ lines: string[]; hashes: Readonly<Record<string, string>> }> {
    try {
      await Promise.race([this.open(), this.failed]);
      return await Promise.race([this.windows(), this.failed]);
    } finally {
      await Promise.all(this.seats.map(({ child }) => child.stop()));
    }
  }

  private async open(): Promise<void> {
    const verifiers = await verifiersOf(this.secrets);
    const { broker } = this.options;
    const iceWire: Wire =
      broker === undefined
        ? { kind: 'embedded', bind: '127.0.0.1', port: 0, verifiers }
        : { kind: 'broker', url: broker.url, username: ICE, password: broker.secrets[ICE] ?? '' };
    await this.seat(ICE, () =>
      this.url === '' || broker
        ? iceWire
        : ({ ...iceWire, port: Number(new URL(this.url).port) } as Wire),
    );
    const nodes = Object.keys(STUB_CODES).map((id) =>
      this.seat(id, () => ({ kind: 'link', url: this.url, secret: this.secrets[id] ?? '' })),
    );
    await Promise.all([...nodes, this.seat(WORLD, () => undefined)]);
  }

  private async seat(id: string, wire: () => Wire | undefined): Promise<void> {
    let isReady: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => (isReady = resolve));
    const host = this.options.broker?.url ?? '127.0.0.1';
    const net = [host.startsWith('mqtt') ? new URL(host).host : host];
    const child = new Supervised(
      {
        name: id,
        script: SCRIPT,
        needs: { folders: [this.options.dir], net: wire() === undefined ? [] : net },
      },
      {
        onStart: (started, starts) => {
          const crashAt = this.options.crash?.[id]?.[starts - 1];
          const hello: Hello = {
            k: 'hello',
            plays: [id],
            participants: STUB_PARTICIPANTS,
            codes: STUB_CODES,
            seed: this.options.seed,
            realm: 'test',
            parameters: {},
            bodies: true,
            ...(id === WORLD ? {} : { store: { dir: this.options.dir, flush: 'off' } }),
            ...(wire() === undefined ? {} : { wire: wire()! }),
            ...(crashAt === undefined ? {} : { crashAt }),
          };
          started.send(JSON.stringify(hello));
          const grant = this.seats.find((seat) => seat.id === id)?.grant;
          if (grant !== undefined) started.send(JSON.stringify(grant));
        },
        onLine: (text) => {
          const line = JSON.parse(text) as FromChild;
          const seat = this.seats.find((one) => one.id === id);
          if (line.k === 'ready') {
            if (line.url !== undefined) this.url = line.url;
            isReady();
          } else if (line.k === 'done') seat?.answered?.(line);
          else if (line.k === 'ended') seat?.ended?.(line.hashes);
          else if (line.k === 'trouble') this.troubles.push(line.sentence);
          else if (line.k === 'fault' || line.k === 'missing') this.troubles.push(text);
        },
        onComplaint: (line) => void this.troubles.push(`${id}: ${line}`),
        onDeath: () => void this.deaths.push(id),
        onGivenUp: () => this.fail(new Error(`${id} was given up:\n${this.troubles.join('\n')}`)),
      },
    );
    this.seats.push({
      id,
      child,
      starts: 0,
      next: STUB_START,
      pending: [],
      grant: undefined,
      answered: undefined,
      ended: undefined,
    });
    await within(20_000, `${id} ready`, ready, () => this.troubles.join('\n'));
  }

  private async windows(): Promise<{ lines: string[]; hashes: Readonly<Record<string, string>> }> {
    const { until, onWindow } = this.options;
    for (let window = 0; ; window++) {
      const from = Math.min(...this.seats.map((seat) => dueOf(seat)));
      if (from >= until) break;
      await onWindow?.(window, this);
      const end = Math.min(from + LEAST_LATENCY_MS, until);
      const busy = this.seats.filter((seat) => dueOf(seat) < end);
      const answers = await Promise.all(busy.map((seat) => this.grant(seat, window, from, end)));
      for (const { posts, entries } of answers) {
        this.lines.push(...entries.map(({ entry }) => JSON.stringify(entry)));
        for (const post of posts) {
          const to = STUB_PARTICIPANTS[post.destination];
          this.seats.find(({ id }) => id === to)?.pending.push(post);
        }
      }
    }
    // ICE last, so that no node misses it.
    const nodes = this.seats.filter(({ id }) => id !== ICE);
    const ended = await Promise.all(nodes.map((seat) => this.end(seat)));
    for (const ice of this.seats.filter(({ id }) => id === ICE)) ended.push(await this.end(ice));
    return {
      lines: inOrder(this.lines),
      hashes: Object.assign({}, ...ended) as Readonly<Record<string, string>>,
    };
  }

  private async grant(seat: Seat, window: number, from: SimTime, until: SimTime): Promise<Done> {
    const inbox = seat.pending.filter(({ arrivesAt }) => arrivesAt < until);
    seat.pending = seat.pending.filter(({ arrivesAt }) => arrivesAt >= until);
    const grant: Grant = {
      k: 'grant',
      window,
      from,
      until,
      inbox,
      commands: [],
      ...(window === 0 ? { start: true } : {}),
    };
    seat.grant = grant;
    const answer = new Promise<Done>((resolve) => (seat.answered = resolve));
    seat.child.send(JSON.stringify(grant));
    const done = await within(30_000, `${seat.id} in window ${window}`, answer, () =>
      this.troubles.join('\n'),
    );
    seat.grant = undefined;
    seat.answered = undefined;
    seat.next = done.next ?? Infinity;
    return done;
  }

  private async end(seat: Seat): Promise<Readonly<Record<string, string>>> {
    const ended = new Promise<Readonly<Record<string, string>>>(
      (resolve) => (seat.ended = resolve),
    );
    seat.child.send(JSON.stringify({ k: 'end' }));
    const hashes = await within(20_000, `${seat.id} ended`, ended);
    await seat.child.stop();
    return hashes;
  }
}

const dueOf = ({ pending, next }: Seat): SimTime =>
  pending.reduce((due, { arrivesAt }) => Math.min(due, arrivesAt), next);
