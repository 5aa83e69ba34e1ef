/** The conductor's players in this process, for tests: with schedulers and streams of their own, as if each had a process; some of them mortal. */
import { CellGroup } from '../../../nodes/process/cell-group.ts';
import type { Arrival } from '../../../nodes/process/protocol.ts';
import type { Entry, Post } from '../../core/cell.ts';
import { Chance } from '../../core/chance.ts';
import type { Message } from '../../core/participant.ts';
import type { SimTime } from '../../core/time.ts';
import type { Answered, Granted, Missed, Player, Sent } from '../player.ts';
import type { Cast } from '../virtual.ts';
import { chatter, openNetwork } from './chatter.ts';

export const IDS = ['A', 'B', 'C', 'D'];
export const START: SimTime = 1_000_000;

export const cast = (seed: string): Cast => ({
  participants: IDS.map((id) => chatter(id, IDS)),
  network: openNetwork(IDS),
  seed,
});

/** Its state goes through JSON before every window. */
export class LocalPlayer implements Player {
  readonly name: string;
  readonly plays: readonly number[];
  next: SimTime = START;
  isHere = true;
  onGone: Player['onGone'] = () => undefined;
  private readonly seed: string;
  private group: CellGroup;

  constructor(seed: string, plays: readonly number[]) {
    this.plays = plays;
    this.seed = seed;
    this.name = plays.map((index) => IDS[index]).join('+');
    this.group = this.fresh(new Chance(seed));
  }

  grant(granted: Granted): Promise<Answered | Missed> {
    const { window, from, until, inbox, commands, controls = [], start } = granted;
    if (start !== true) this.reload();
    const { group } = this;
    if (start === true) group.start(START);
    for (const { destination, source, sequence, arrivesAt, message } of inbox) {
      if (message !== undefined)
        group.deliver({ destination, source, sequence, arrivesAt, message });
    }
    let events = 0;
    for (const { destination, control, at = from } of controls) {
      events += group.runBefore(at);
      group.control(destination, control, at);
    }
    for (const { destination, command } of commands) group.command(destination, command, from);
    events += group.runBefore(until);
    const { facts, posts } = group.take();
    const due = group.nextDue();
    return Promise.resolve({
      window,
      next: due === Infinity ? null : due,
      posts: posts.map(announce),
      entries: facts.map(({ line }) => ({ entry: JSON.parse(line) as Entry })),
      events,
      ...(group.isDown() ? { down: true as const } : {}),
    });
  }

  amend(): void {
    throw new Error('in tests nobody waits on the wire');
  }

  leave(): Promise<readonly Sent[]> {
    this.isHere = false;
    return Promise.resolve([]);
  }

  private fresh(chance: Chance): CellGroup {
    const { participants, network } = cast(this.seed);
    const played = this.plays.flatMap((index) => {
      const participant = participants[index];
      return participant === undefined ? [] : [{ participant, index }];
    });
    return new CellGroup(played, network, chance);
  }

  /** As after a crash: all there is comes from what was saved. */
  private reload(): void {
    const cells = this.group.cells.map((cell) => [cell.participant.id, cell.save()] as const);
    const saved = JSON.parse(JSON.stringify(cells)) as typeof cells;
    this.group = this.fresh(this.group.chance.fork());
    this.group.restore(
      { cells: new Map(saved), chance: this.group.chance.save(), intake: [] },
      false,
    );
  }
}

/** What is on the wire: whoever sent it, under its sequence. It is gone when its sender dies, or goes on after it has arrived. */
export type WireOfTest = Map<number, Map<number, { message: Message; arrivesAt: SimTime }>>;

/** One that is silent in some of its windows, and whose messages of the exchange travel apart from its answers. */
export class MortalPlayer extends LocalPlayer {
  private readonly wire: WireOfTest;
  private readonly misses: (granted: Granted) => boolean;

  constructor(
    seed: string,
    index: number,
    wire: WireOfTest,
    misses: (granted: Granted) => boolean,
  ) {
    super(seed, [index]);
    this.wire = wire;
    this.misses = misses;
    wire.set(index, new Map());
  }

  override async grant(granted: Granted): Promise<Answered | Missed> {
    if (granted.start !== true && this.misses(granted)) {
      this.isHere = false;
      // Who waits for it in this window has it: it comes again when its sender is back.
      await Promise.resolve();
      return { missed: true, sent: this.die() };
    }
    const inbox = granted.inbox.map((arrival) => this.taken(arrival));
    const answer = (await super.grant({ ...granted, inbox })) as Answered;
    for (const [sequence, { arrivesAt }] of this.own)
      if (arrivesAt < granted.from) this.own.delete(sequence);
    return { ...answer, posts: answer.posts.map((post) => this.published(post)) };
  }

  override leave(): Promise<readonly Sent[]> {
    this.isHere = false;
    return Promise.resolve(this.die());
  }

  private get own(): NonNullable<ReturnType<WireOfTest['get']>> {
    return this.wire.get(this.plays[0] ?? -1) ?? new Map<number, never>();
  }

  private die(): Sent[] {
    const sent = [...this.own].map(([sequence, { message }]) => ({ sequence, message }));
    this.own.clear();
    return sent;
  }

  private taken(arrival: Arrival): Arrival {
    if (arrival.message !== undefined) return arrival;
    const onWire = this.wire.get(arrival.source)?.get(arrival.sequence);
    if (onWire === undefined) throw new Error(`${arrival.messageId} is on nobody's wire`);
    return { ...arrival, message: onWire.message };
  }

  private published({ message, ...post }: Arrival): Arrival {
    const isOnWire = [post.source, post.destination].includes(0);
    if (message === undefined || !isOnWire) return { ...post, ...(message && { message }) };
    this.own.set(post.sequence, { message, arrivesAt: post.arrivesAt });
    return post;
  }
}

/** What a post becomes on the conductor's table, with the message inside. */
const announce = (post: Post): Arrival => ({ ...post, messageId: post.message.messageId });
