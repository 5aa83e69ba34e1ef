/** A participant's process in lockstep: the conductor grants windows of simulated time, messages of the exchange come and go over the real wire. */
import type { Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { NodeHash } from '../../simulator/core/node-hash.ts';
import type { Participant } from '../../simulator/core/participant.ts';
import { UNREADABLE } from '../common/envelope.ts';
import { ICE, networkOf } from '../common/routing.ts';
import { Arrivals } from './arrivals.ts';
import { CellGroup } from './cell-group.ts';
import { CrashPoints } from './crash-points.ts';
import { newFactHash } from './facts.ts';
import type { FactLine } from './facts.ts';
import { ProcessFault } from './fault.ts';
import { openGrantedWire } from './granted-wire.ts';
import type { GrantedWire } from './granted-wire.ts';
import type { LineIo } from './lines.ts';
import type { Arrival, FromChild, Grant, Hello, History, Restore, ToChild } from './protocol.ts';
import { Store } from './store.ts';

/** Makes a participant of this process; the folders of the participants know how. */
export type CreateParticipant = (id: string, hello: Hello) => Participant;

/** How long announced messages may take over the wire, in ms of wall clock, before the conductor is told. */
const WAIT_MS = 10_000;

/** Serves a conductor until it ends or goes away. @throws ProcessFault where it cannot go on. */
export async function runGranted(io: LineIo, create: CreateParticipant): Promise<void> {
  const send = (line: FromChild): void => io.send(JSON.stringify(line));
  let player: Player | undefined;
  await io.read(async (text) => {
    const line = JSON.parse(text) as ToChild;
    if (line.k === 'hello') {
      if (player !== undefined)
        throw new ProcessFault('usage', line.plays.join(), 'it was told twice who it is', '');
      player = await Player.open(line, create, io);
      return;
    }
    if (player === undefined)
      throw new ProcessFault('usage', '', `${line.k} came before hello`, '');
    switch (line.k) {
      case 'grant':
        io.send(await player.grant(line));
        break;
      case 'history':
        player.history(line);
        break;
      case 'restore':
        player.restore(line);
        send({ k: 'restored' });
        break;
      case 'save':
        send({ k: 'saved', ...player.save() });
        break;
      case 'ping':
        send({ k: 'pong' });
        break;
      case 'fillDisk':
        player.fillDisk();
        break;
      case 'end':
        send({ k: 'ended', hashes: player.hashes() });
        await io.drained();
        await player.close();
        break;
    }
  });
  await player?.close();
}

class Player {
  private readonly hello: Hello;
  private readonly create: CreateParticipant;
  private readonly io: LineIo;
  private readonly store: Store | undefined;
  private readonly arrivals = new Arrivals();
  private readonly crash: CrashPoints;
  private readonly hashOf = new Map<string, NodeHash>();
  private group: CellGroup;
  private wire: GrantedWire | undefined;
  /** Facts of a warm-up, until the states that belong to them come. */
  private past: FactLine[] = [];
  private begun = false;
  private closed = false;

  private constructor(hello: Hello, create: CreateParticipant, io: LineIo) {
    this.hello = hello;
    this.create = create;
    this.io = io;
    this.crash = new CrashPoints(hello.crashAt);
    this.store = openStore(hello);
    for (const id of hello.plays) this.hashOf.set(id, newFactHash());
    this.group = this.load();
  }

  static async open(hello: Hello, create: CreateParticipant, io: LineIo): Promise<Player> {
    const player = new Player(hello, create, io);
    player.wire = await openGrantedWire(hello, player.store, {
      arrivals: player.arrivals,
      crash: player.crash,
      tell: (line) => io.send(JSON.stringify(line)),
    });
    const { url } = player.wire ?? {};
    const ready = {
      k: 'ready',
      window: player.store?.lastAnswer()?.window ?? null,
      next: player.next(),
    } as const;
    io.send(JSON.stringify(url === undefined ? ready : { ...ready, url }));
    return player;
  }

  /** Runs a window and gives the line that answers it. */
  async grant(grant: Grant): Promise<string> {
    const last = this.store?.lastAnswer();
    if (last?.window === grant.window) return last.json;
    await this.wait(grant);
    const events = this.run(grant);
    const { facts, posts } = this.group.take();
    for (const { participant, line } of facts) this.hashOf.get(participant)?.add(line);
    const json = this.answer(grant.window, posts, facts, events);
    this.commit(grant, facts, posts, json);
    return json;
  }

  history({ participant, lines }: History): void {
    for (const line of lines) {
      const { s } = JSON.parse(line) as { s: number };
      this.past.push({ participant, s, line, body: undefined });
    }
  }

  restore({ cells, chance }: Restore): void {
    const { store, hello } = this;
    if (store === undefined)
      throw new ProcessFault('usage', hello.plays.join(), 'a warm start needs a store', '');
    if (this.begun || store.load() !== undefined) {
      throw new ProcessFault(
        'usage',
        store.path,
        'a warm start needs an empty store',
        'choose an empty folder',
      );
    }
    store.fill(new Map(Object.entries(cells)), chance, this.past);
    this.past = [];
    this.group = this.load();
  }

  save(): {
    cells: Record<string, ReturnType<CellGroup['cells'][number]['save']>>;
    chance: ReturnType<Chance['save']>;
  } {
    const cells = Object.fromEntries(
      this.group.cells.map((cell) => [cell.participant.id, cell.save()]),
    );
    return { cells, chance: this.group.chance.save() };
  }

  fillDisk(): void {
    this.store?.fillDisk();
  }

  hashes(): Record<string, string> {
    return Object.fromEntries([...this.hashOf].map(([id, hash]) => [id, hash.hex()]));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.wire?.close();
    this.store?.close();
  }

  /** The participants as the store has them, or fresh. */
  private load(): CellGroup {
    const { participants, codes, seed, plays } = this.hello;
    const network = networkOf(participants, codes);
    const saved = this.store?.load();
    const chance = saved === undefined ? new Chance(seed) : Chance.restore(saved.chance);
    const played = plays.map((id) => ({
      participant: this.create(id, this.hello),
      index: network.indexOf(id),
    }));
    const group = new CellGroup(played, network, chance);
    group.restore(saved, this.store !== undefined);
    if (this.store !== undefined)
      for (const [id, hash] of this.hashOf) hashStored(this.store, id, hash);
    return group;
  }

  private next(): number | null {
    const due = this.group.nextDue();
    return due === Infinity ? null : due;
  }

  private async wait({ window, inbox }: Grant): Promise<void> {
    const wanted = inbox
      .filter(({ message }) => message === undefined)
      .map((arrival) => this.named(arrival));
    await this.arrivals.waitFor(wanted, this.hello.waitMs ?? WAIT_MS, (messages) => {
      this.io.send(JSON.stringify({ k: 'missing', window, messages } satisfies FromChild));
    });
  }

  private run({ from, until, start, inbox, commands, controls = [] }: Grant): number {
    const { group, arrivals } = this;
    this.begun = true;
    for (const arrival of inbox) {
      // A window without time takes in what came while a participant was down.
      if (arrival.arrivesAt >= Math.max(until, from))
        throw new Error(`${arrival.messageId} arrives after its window`);
      const { from: source, messageId } = this.named(arrival);
      group.deliver({ ...arrival, message: arrival.message ?? arrivals.take(source, messageId) });
    }
    if (start === true) group.start(from);
    let events = 0;
    for (const { destination, control, at = from } of controls) {
      // Whatever was due before the instant has been run, but for one that is down and misses it.
      events += group.runBefore(at);
      group.control(destination, control, at);
    }
    for (const { destination, command } of commands) group.command(destination, command, from);
    return events + group.runBefore(until);
  }

  private named({ source, messageId }: Arrival): { from: string; messageId: string } {
    return { from: this.hello.participants[source] ?? '', messageId };
  }

  private commit(
    { window, settled, from }: Grant,
    facts: readonly FactLine[],
    posts: readonly Post[],
    json: string,
  ): void {
    const { store, wire, group, crash } = this;
    if (store === undefined) return;
    wire?.outbox.settle(settled ?? from);
    const rows = wire?.rows(posts.filter((post) => this.overWire(post))) ?? [];
    crash.pass('beforeCommit');
    store.commit(group.cells, group.chance, {
      facts,
      wire: rows,
      confirmed: wire?.outbox.takeConfirmed() ?? [],
      intake: [],
      door: [],
      answer: { window, json },
    });
    crash.pass('afterCommit');
    wire?.publish(rows, posts);
  }

  /** Between ICE and the nodes; whoever else ICE speaks to is not on the wire. */
  private overWire({ source, destination, message }: Post): boolean {
    const { codes, participants } = this.hello;
    if (this.wire === undefined || !this.group.network.isExchange(source, destination))
      return false;
    if (message.messageType === UNREADABLE) return false;
    const to = participants[destination] ?? '';
    return to === ICE || Object.hasOwn(codes, to);
  }

  /** Put together from the texts that are hashed and stored, so that nothing is written twice. */
  private answer(
    window: number,
    posts: readonly Post[],
    facts: readonly FactLine[],
    events: number,
  ): string {
    const head = JSON.stringify({
      k: 'done',
      window,
      next: this.next(),
      posts: posts.map((post) => this.announce(post)),
      events,
      ...(this.group.isDown() ? { down: true } : {}),
    });
    const entries = facts.map(({ line, body }) =>
      body === undefined || !this.hello.bodies
        ? `{"entry":${line}}`
        : `{"entry":${line},"body":${body}}`,
    );
    return `${head.slice(0, -1)},"entries":[${entries.join(',')}]}`;
  }

  private announce(post: Post): Arrival {
    const { destination, source, sequence, arrivesAt, message } = post;
    const arrival = { destination, source, sequence, arrivesAt, messageId: message.messageId };
    // What a fault has spoilt is no message: it could not be told from a stray on the wire.
    return this.overWire(post) ? arrival : { ...arrival, message };
  }
}

function openStore({ store, plays, seed, realm }: Hello): Store | undefined {
  if (store === undefined) return undefined;
  const opened = Store.open({ ...store, participants: plays, identity: { realm, seed } });
  if (!opened.ok) throw opened.error;
  return opened.value;
}

/** Facts read at once. */
const PAGE = 10_000;

function hashStored(store: Store, participant: string, hash: NodeHash): void {
  for (let from = 0; ;) {
    const page = store.facts(participant, from, PAGE);
    for (const { line } of page) hash.add(line);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    from = last.s + 1;
  }
}
