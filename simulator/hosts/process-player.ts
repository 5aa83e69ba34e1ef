/** A process as the conductor's player: told who it is at every start, granted its open window again after a death. */
import type { ChildSpec } from '../../nodes/process/supervisor.ts';
import { Supervised } from '../../nodes/process/supervisor.ts';
import type {
  FromChild,
  Hello,
  History,
  Ready,
  Restore,
  Wire,
} from '../../nodes/process/protocol.ts';
import type { SimTime } from '../core/time.ts';
import type { Answered, Granted, Player } from './conductor.ts';

/** What happens to a process, for whoever watches the run. */
export interface ProcessWatch {
  /** It died and is being started again. */
  onDeath(name: string): void;
  /** It answers again. */
  onReturn(name: string): void;
  /** One sentence for the log. */
  onTrouble(name: string, sentence: string): void;
}

/** A process cannot go on; the run ends. */
export class PlayerLost extends Error {
  readonly exit: number;

  constructor(name: string, text: string, exit: number) {
    super(`${name}: ${text}`);
    this.exit = exit;
  }
}

/** Resolves or rejects from outside. */
class Later<T> {
  readonly promise: Promise<T>;
  resolve!: (value: T) => void;
  reject!: (reason: Error) => void;

  constructor() {
    this.promise = new Promise<T>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever waits sees the rejection; nobody may be waiting yet.
    this.promise.catch(() => undefined);
  }
}

export class ProcessPlayer implements Player {
  readonly name: string;
  readonly plays: readonly number[];
  next: SimTime;
  private readonly watch: ProcessWatch;
  private readonly child: Supervised;
  private hello: Hello;
  private isGreeted: boolean;
  private readonly ready = new Later<Ready>();
  private restored: Later<void> | undefined;
  private ended: Later<Readonly<Record<string, string>>> | undefined;
  private open: { readonly granted: Granted; readonly done: Later<Answered> } | undefined;
  private lost: PlayerLost | undefined;
  private away = false;
  private missedIn: number | undefined;

  /**
   * @param hello without the wire where that is not known yet: the process starts all the same, and waits for `greet`.
   * @param next when the first of its events is due.
   */
  constructor(spec: ChildSpec, hello: Hello, next: SimTime, watch: ProcessWatch, isGreeted = true) {
    this.name = spec.name;
    this.next = next;
    this.watch = watch;
    this.hello = hello;
    this.isGreeted = isGreeted;
    this.plays = hello.plays.map((id) => hello.participants.indexOf(id));
    this.child = new Supervised(spec, {
      onStart: (child) => {
        if (this.isGreeted) child.send(JSON.stringify(this.hello));
      },
      onLine: (line) => this.onLine(JSON.parse(line) as FromChild),
      onComplaint: (line) => watch.onTrouble(this.name, line),
      onDeath: () => {
        this.away = true;
        watch.onDeath(this.name);
      },
      onGivenUp: ({ code }) =>
        this.lose(this.lost ?? new PlayerLost(this.name, 'died too often', code === 2 ? 2 : 3)),
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Tells it who it is, now that its wire is known. */
  greet(wire: Wire): void {
    this.hello = { ...this.hello, wire };
    this.isGreeted = true;
    this.tell(this.hello);
  }

  /** When it has opened its store and its wire; where nodes find the broker, from ICE. */
  opened(): Promise<Ready> {
    return this.ready.promise;
  }

  /** Hands it participants that have run elsewhere until now. */
  restore(history: readonly History[], restore: Omit<Restore, 'k'>): Promise<void> {
    this.restored = new Later<void>();
    for (const part of history) this.tell(part);
    this.tell({ k: 'restore', ...restore });
    return this.restored.promise;
  }

  grant(granted: Granted): Promise<Answered> {
    const done = new Later<Answered>();
    if (this.lost !== undefined) done.reject(this.lost);
    this.open = { granted, done };
    this.tell({ k: 'grant', ...granted });
    return done.promise;
  }

  /** Ends it in order; gives the hashes of its participants. */
  async end(): Promise<Readonly<Record<string, string>>> {
    this.ended = new Later();
    if (this.lost !== undefined) this.ended.reject(this.lost);
    this.tell({ k: 'end' });
    const hashes = await this.ended.promise;
    await this.child.stop();
    return hashes;
  }

  /** Ends it whatever it is doing. */
  stop(): Promise<void> {
    return this.child.stop(500);
  }

  private tell(line: object): void {
    this.child.send(JSON.stringify(line));
  }

  private onLine(line: FromChild): void {
    switch (line.k) {
      case 'ready':
        this.onReady(line);
        break;
      case 'done':
        this.onDone(line);
        break;
      case 'restored':
        this.restored?.resolve();
        break;
      case 'ended':
        this.ended?.resolve(line.hashes);
        break;
      case 'missing':
        this.onMissing(line.window, missing(line.messages));
        break;
      case 'trouble':
        this.watch.onTrouble(this.name, line.sentence);
        break;
      case 'fault':
        this.lose(new PlayerLost(this.name, line.text, line.exit));
        break;
      case 'link':
      case 'stray':
      case 'saved':
        break;
    }
  }

  private onReady(line: Ready): void {
    this.hello = atKnownPort(this.hello, line);
    this.ready.resolve(line);
    if (!this.away) return;
    this.away = false;
    this.watch.onReturn(this.name);
    if (this.open !== undefined) this.tell({ k: 'grant', ...this.open.granted });
  }

  /** Said once a window, however long it takes. */
  private onMissing(window: number, sentence: string): void {
    if (window === this.missedIn) return;
    this.missedIn = window;
    this.watch.onTrouble(this.name, sentence);
  }

  private onDone(line: Answered): void {
    if (this.open?.granted.window !== line.window) return;
    const { done } = this.open;
    this.open = undefined;
    done.resolve(line);
  }

  private lose(lost: PlayerLost): void {
    this.lost = lost;
    this.ready.reject(lost);
    this.restored?.reject(lost);
    this.ended?.reject(lost);
    this.open?.done.reject(lost);
  }
}

/** Started again, ICE opens the port that the nodes know, though any would have done at first. */
function atKnownPort(hello: Hello, { url }: Ready): Hello {
  const { wire } = hello;
  if (wire?.kind !== 'embedded' || url === undefined) return hello;
  return { ...hello, wire: { ...wire, port: Number(new URL(url).port) } };
}

function missing(
  messages: readonly { readonly from: string; readonly messageId: string }[],
): string {
  const first = messages[0];
  const more = messages.length > 1 ? ` and ${String(messages.length - 1)} more` : '';
  return `waits for ${first?.messageId ?? 'a message'} of ${first?.from ?? 'somebody'}${more}`;
}
