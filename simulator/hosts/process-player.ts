/** A process as the conductor's player: told who it is at every start, granted its open window again after a death, and given up when it is silent. */
import type { LeftBehind } from '../../nodes/process/left-behind.ts';
import { leftBehind } from '../../nodes/process/left-behind.ts';
import type { Runtime } from '../../nodes/process/runtimes.ts';
import type { ChildSpec, Exit } from '../../nodes/process/supervisor.ts';
import type {
  FromChild,
  Hello,
  History,
  Ready,
  Restore,
  Wire,
} from '../../nodes/process/protocol.ts';
import type { SimTime } from '../core/time.ts';
import type { Answered, Granted, Missed, Player, Sent } from './player.ts';
import { Later } from './later.ts';
import { ProcessLife } from './process-life.ts';
import type { Fellows } from './process-watch.ts';
import { PlayerLost } from './process-watch.ts';
import type { Awaited, Patience } from './vigil.ts';
import type { MissingMessage } from './vigil.ts';
import { awaitedText, missingText, Vigil } from './vigil.ts';

export class ProcessPlayer implements Player {
  readonly name: string;
  readonly plays: readonly number[];
  next: SimTime;
  isHere = true;
  onGone: (sent: readonly Sent[]) => void = () => undefined;
  private readonly fellows: Fellows;
  private readonly patience: Patience | undefined;
  private readonly vigil: Vigil;
  private readonly life: ProcessLife;
  private hello: Hello;
  private isGreeted: boolean;
  private readonly ready = new Later<Ready>();
  private restored: Later<void> | undefined;
  private ended: Later<Readonly<Record<string, string>>> | undefined;
  private open: { readonly granted: Granted; readonly done: Later<Answered | Missed> } | undefined;
  private lost: PlayerLost | undefined;
  /** It has run a window. */
  private hasRun = false;
  /** What it waits for on the wire. */
  private lacks = '';

  /**
   * @param hello without the wire where that is not known yet: the process starts all the same, and waits for `greet`.
   * @param next when the first of its events is due.
   * @param patience undefined where the run waits for it, however long it takes.
   */
  constructor(
    spec: ChildSpec,
    hello: Hello,
    next: SimTime,
    fellows: Fellows,
    isGreeted = true,
    patience?: Patience,
  ) {
    this.name = spec.name;
    this.next = next;
    this.fellows = fellows;
    this.patience = patience;
    this.vigil = new Vigil(patience);
    this.hello = hello;
    this.isGreeted = isGreeted;
    this.plays = hello.plays.map((id) => hello.participants.indexOf(id));
    this.life = new ProcessLife(spec, {
      onStart: (child) => {
        if (this.isGreeted) child.send(JSON.stringify(this.hello));
      },
      onLine: (line) => this.onLine(JSON.parse(line) as FromChild),
      onComplaint: (sentence) => this.say(sentence),
      onDeath: (isFenced) => this.onDeath(isFenced),
      onStartAnew: () => this.vigil.died(),
      onGivenUp: (exit) => this.onGivenUp(exit),
    });
  }

  get pid(): number | undefined {
    return this.life.pid;
  }

  kill(signal: NodeJS.Signals): void {
    this.life.kill(signal);
  }

  /** Tells it who it is, now that its wire is known. */
  greet(wire: Wire): void {
    this.hello = { ...this.hello, wire };
    this.isGreeted = true;
    this.life.send(this.hello);
  }

  /** When it has opened its store and its wire; where nodes find the broker, from ICE. */
  opened(): Promise<Ready> {
    return this.ready.promise;
  }

  /** Hands it participants that have run elsewhere until now. */
  restore(history: readonly History[], restore: Omit<Restore, 'k'>): Promise<void> {
    this.restored = new Later<void>();
    for (const part of history) this.life.send(part);
    this.life.send({ k: 'restore', ...restore });
    return this.restored.promise;
  }

  grant(granted: Granted): Promise<Answered | Missed> {
    const done = new Later<Answered | Missed>();
    if (this.lost !== undefined) done.reject(this.lost);
    this.open = { granted, done };
    const { window, from, until, inbox } = granted;
    const ownEvent = this.next < until;
    if (granted.start !== true)
      this.vigil.ask({ node: this.name, window, from, until, messages: inbox.length, ownEvent });
    this.life.revive();
    this.life.send({ k: 'grant', ...granted });
    return done.promise;
  }

  /** Messages that its open window waits for will not come over the wire: it is started again and gets them with the grant. */
  amend(granted: Granted): void {
    if (this.open === undefined) return;
    this.open = { ...this.open, granted };
    this.life.kill();
  }

  /** What it owes. */
  awaited(): Awaited | undefined {
    return this.vigil.awaited();
  }

  /** Asks whether it is there at all. */
  ping(): void {
    this.life.revive();
    if (this.patience !== undefined && this.vigil.ping()) this.life.send({ k: 'ping' });
  }

  /** So many ms of wall clock have passed. */
  pass(ms: number): void {
    const due = this.vigil.pass(ms);
    const awaited = this.vigil.awaited();
    if (due === 'tell' && awaited !== undefined) this.say(`${awaitedText(awaited)}${this.lacks}`);
    else if (due === 'silent' && this.life.fence())
      this.say(awaited === undefined ? 'does not answer' : awaitedText(awaited));
    else if (due === 'absent' && this.isHere) {
      this.isHere = false;
      void this.life.leave().then(() => this.giveUp());
    }
  }

  async leave(): Promise<readonly Sent[]> {
    this.isHere = false;
    await this.life.leave();
    return leftBehind(this.hello).sent;
  }

  /** @returns false where there is a process, or its supervisor starts it anyway. */
  join(runtime?: Runtime): boolean {
    return this.life.join(runtime);
  }

  /** It dies of the next thing that it writes, and stays away until it is revived or asked for something. */
  fillDisk(): void {
    this.life.fillDisk();
  }

  /** There is room on its disk again. */
  revive(): void {
    this.life.revive();
  }

  /** Ends it in order; gives the hashes of its participants, none where it is not there. */
  async end(): Promise<Readonly<Record<string, string>>> {
    if (!this.isHere) return {};
    this.ended = new Later();
    if (this.lost !== undefined) this.ended.reject(this.lost);
    this.life.revive();
    this.life.send({ k: 'end' });
    const hashes = await this.ended.promise;
    await this.life.stop();
    return hashes;
  }

  /** Ends it whatever it is doing. */
  stop(): Promise<void> {
    return this.life.stop(500);
  }

  private say(sentence: string): void {
    this.fellows.watch.onTrouble(this.name, sentence);
  }

  private onLine(line: FromChild): void {
    this.vigil.hear();
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
        this.onMissing(line.messages);
        break;
      case 'trouble':
        this.say(line.sentence);
        break;
      case 'fault':
        if (this.life.isFull || this.goesOn) this.say(line.text);
        else this.lose(new PlayerLost(this.name, line.text, line.exit));
        break;
      case 'link':
      case 'saved':
      case 'pong':
        break;
    }
  }

  private onReady(line: Ready): void {
    this.hello = atKnownPort(this.hello, line);
    this.ready.resolve(line);
    if (!this.life.isBack()) return;
    this.vigil.ready();
    this.isHere = true;
    if (this.open !== undefined) this.life.send({ k: 'grant', ...this.open.granted });
    if (this.ended !== undefined) this.life.send({ k: 'end' });
    this.fellows.watch.onReturn(this.name);
  }

  /** Whether the run goes on without it; not before it has begun. */
  private get goesOn(): boolean {
    return this.patience !== undefined && this.hasRun;
  }

  private onDeath(isFenced: boolean): void {
    this.vigil.died();
    if (isFenced) this.settle(leftBehind(this.hello));
    else this.fellows.watch.onDeath(this.name);
  }

  private onGivenUp({ code }: Exit): void {
    if (this.goesOn) this.giveUp();
    else this.lose(this.lost ?? new PlayerLost(this.name, 'died too often', code === 2 ? 2 : 3));
  }

  /** It does not come back by itself. */
  private giveUp(): void {
    const left = leftBehind(this.hello);
    this.say('does not start any more; the run goes on without it until it joins again');
    this.settle(left);
    this.isHere = false;
    this.ended?.resolve({});
    this.onGone(left.sent);
  }

  /** It is dead: its open window was run, or not at all. */
  private settle({ answer, sent }: LeftBehind): void {
    const { open } = this;
    if (open === undefined) return;
    this.close();
    if (answer?.window === open.granted.window) open.done.resolve(answer);
    else {
      this.isHere = false;
      open.done.resolve({ missed: true, sent });
    }
  }

  private onMissing(messages: readonly MissingMessage[]): void {
    this.lacks = missingText(messages);
    for (const from of new Set(messages.map((message) => message.from)))
      this.fellows.onMissing(this.name, from);
  }

  private onDone(line: Answered): void {
    const { open } = this;
    if (open?.granted.window !== line.window) return;
    this.hasRun = true;
    this.close();
    open.done.resolve(line);
  }

  private close(): void {
    this.open = undefined;
    this.lacks = '';
    this.vigil.answered();
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
