/**
 * A participant on its own clock that is no national application: it comes to the doors of those that are. What it sends waits in its store
 * until the door of the country has it; what a door gives out is stepped and committed together with the place where the reading goes on.
 */
import type { CellState, Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Message, Participant, ParticipantId } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import { networkOf } from '../common/routing.ts';
import type { CountryCodes } from '../common/routing.ts';
import { CellGroup } from './cell-group.ts';
import { CrashPoints } from './crash-points.ts';
import type { CrashAt } from './crash-points.ts';
import { newSecret } from './credentials.ts';
import { Door } from './door.ts';
import type { DoorOptions } from './door.ts';
import { DoorVisit } from './door-visit.ts';
import type { DoorAddress, VisitHandler } from './door-visit.ts';
import { ProcessFault } from './fault.ts';
import { FreeHost } from './free-host.ts';
import type { Route } from './free-host.ts';
import type { Standing } from './free-ice.ts';
import { Metrics } from './metrics.ts';
import { Store } from './store.ts';
import type { Saved } from './store.ts';

export interface VisitorOptions {
  readonly id: ParticipantId;
  /** Makes it, told when it began; the same instant after every restart. */
  readonly create: (began: SimTime) => Participant;
  /** All participants of the scheme; their order must not change while a store lives. */
  readonly participants: readonly string[];
  readonly codes: CountryCodes;
  /** What must be the same whenever the store is opened. */
  readonly identity: Readonly<Record<string, string>>;
  readonly storeDir: string;
  /** One for each country that it writes to. */
  readonly doors: readonly DoorAddress[];
  /** HTTP for whoever watches it: health, metrics, facts. */
  readonly door?: DoorOptions;
  readonly crashAt?: CrashAt;
  /** One sentence for the log. */
  readonly onTrouble: (sentence: string) => void;
  /** It cannot go on: a door does not know it, the store has failed, or a step has. */
  readonly onFailure: (error: unknown) => void;
}

export interface Visiting {
  readonly began: SimTime;
  /** The store was empty. */
  readonly fresh: boolean;
  readonly doorUrl: string | undefined;
  close(): Promise<void>;
}

const BEGAN = 'began';
/** Messages handed to a door before the store is told how far it has come. */
const PAGE = 100;
/** With so many messages waiting for a door that is away it ends, before the store forgets the oldest of them. */
const WAITING_MOST = LIMITS.doorMessagesKept - 10 * LIMITS.messagesPerCommit;

/** @throws ProcessFault where the store or its own door cannot be opened. Doors that are away are waited for. */
export async function startVisitor(options: VisitorOptions): Promise<Visiting> {
  const { id, storeDir, participants, codes, identity } = options;
  const crash = new CrashPoints(options.crashAt);
  const neighbours = options.doors.map(({ country }) => country);
  const metrics = new Metrics(id, participants, neighbours);
  const opened = Store.open({
    dir: storeDir,
    participants: [id],
    identity,
    flush: 'full',
    onCommitting: () => {
      metrics.lap('write');
      crash.committing();
    },
  });
  if (!opened.ok) throw opened.error;
  const store = opened.value;
  try {
    const network = networkOf(participants, codes);
    const saved = store.load();
    const began = Number(store.mark(BEGAN) ?? Math.floor(Date.now()));
    const participant = options.create(began);
    const chance = saved === undefined ? new Chance(newSecret()) : Chance.restore(saved.chance);
    const group = new CellGroup([{ participant, index: network.indexOf(id) }], network, chance);
    group.restore(saved ?? newborn(id, began), true);
    const visitor = new FreeVisitor(options, { store, group, crash, metrics });
    return await visitor.open(began, saved === undefined);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Its messages are numbered from the instant it begins, so that no door takes them for repeats of those of an earlier store. */
function newborn(id: ParticipantId, began: SimTime): Saved {
  const counters = { events: 0, facts: 0, exchange: 0, national: began, lastArrival: [] };
  const cell: CellState = { counters, timers: [], tables: [] };
  return { cells: new Map([[id, cell]]), chance: { seed: '', streams: [] }, intake: [] };
}

class FreeVisitor {
  private readonly options: VisitorOptions;
  private readonly store: Store;
  private readonly group: CellGroup;
  private readonly index: number;
  private readonly host: FreeHost;
  private readonly visits: readonly DoorVisit[];

  constructor(options: VisitorOptions, { store, group, crash, metrics }: Standing) {
    this.options = options;
    this.store = store;
    this.group = group;
    this.index = group.network.indexOf(options.id);
    this.host = new FreeHost(
      group,
      store,
      {
        arrange: (posts) => posts,
        route: (post) => this.route(post),
        publish: () => undefined,
        comesAgain: () => false,
        onDoorRows: () => this.onRows(),
        onFailure: options.onFailure,
      },
      crash,
      metrics,
    );
    this.visits = options.doors.map((address) => this.visitOf(address));
  }

  async open(began: SimTime, fresh: boolean): Promise<Visiting> {
    const { door, id } = this.options;
    const own =
      door === undefined
        ? undefined
        : await Door.open(door, {
            store: this.store,
            participants: [id],
            metrics: () => this.metricsText(),
          });
    if (own !== undefined) this.host.metrics.begin();
    if (fresh) this.host.note({ name: BEGAN, value: String(began) });
    this.host.begin(fresh);
    for (const visit of this.visits) visit.begin();
    return {
      began,
      fresh,
      doorUrl: own?.url,
      close: async () => {
        for (const visit of this.visits) visit.end();
        this.host.stop();
        this.host.metrics.end();
        await own?.close();
        this.store.close();
      },
    };
  }

  private visitOf(address: DoorAddress): DoorVisit {
    const { store, options } = this;
    const { country } = address;
    const [heard, handed] = [`heard ${country}`, `handed ${country}`];
    const handler: VisitHandler = {
      rows: (after) => store.doorRows(after, PAGE),
      onHandedIn: (upTo) => {
        this.host.note({ name: handed, value: String(upTo) });
      },
      onMessage: (message, lastEventId) => this.take(country, message, { heard, lastEventId }),
      onTrouble: options.onTrouble,
      onFailure: options.onFailure,
    };
    return new DoorVisit(address, handler, Number(store.mark(handed) ?? 0), store.mark(heard));
  }

  private async take(
    country: string,
    message: Message,
    { heard, lastEventId }: { heard: string; lastEventId: string },
  ): Promise<void> {
    if (this.store.hasTaken(message.sender, message.messageId)) return;
    const source = this.group.network.indexOf(country);
    const mark = { name: heard, value: lastEventId };
    await this.host.offer(message, source, this.index, true, mark);
  }

  /** @throws where it writes to somebody who has no door: a broken invariant. */
  private route({ message, destination }: Post): Route {
    const party = this.options.participants[destination] ?? '';
    if (this.options.doors.some(({ country }) => country === party)) return { kind: 'door', party };
    throw new Error(`${message.messageType} goes to ${message.recipient}, who has no door`);
  }

  private onRows(): void {
    const { store, options } = this;
    for (const visit of this.visits) {
      visit.pump();
      if (!visit.isAway || store.lastDoorId - visit.handedIn < WAITING_MOST) continue;
      const cause = `its door is away, and ${WAITING_MOST} messages wait`;
      const advice = 'start this again when the door is there; nothing is lost until then';
      options.onFailure(new ProcessFault('surroundings', visit.country, cause, advice));
    }
  }

  private metricsText(): string {
    const queues = this.visits.map(({ country, handedIn }) => {
      const rows = this.store.doorRows(handedIn, LIMITS.doorMessagesKept);
      return [country, rows.filter(({ party }) => party === country).length] as const;
    });
    const outbox = queues.reduce((sum, [, messages]) => sum + messages, 0);
    return this.host.metrics.text({ outbox, queues });
  }
}
