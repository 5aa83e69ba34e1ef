/** A national application on its own clock: the exchange over MQTT, its parties through the national door, its insurer beside it. */
import type { Post } from '../../simulator/core/cell.ts';
import { Chance } from '../../simulator/core/chance.ts';
import type { Message, Participant } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { decodeMessage } from '../common/envelope.ts';
import { LIMITS, SCHEMA_VERSION } from '../common/limits.ts';
import { ALL, ICE, networkOf, WORLD } from '../common/routing.ts';
import type { CountryCodes } from '../common/routing.ts';
import { intakeTopic } from '../common/topics.ts';
import { CellGroup } from './cell-group.ts';
import { CrashPoints } from './crash-points.ts';
import type { CrashAt } from './crash-points.ts';
import { newSecret } from './credentials.ts';
import { Door } from './door.ts';
import type { DoorOptions } from './door.ts';
import { FreeHost } from './free-host.ts';
import type { FreeWiring, Route } from './free-host.ts';
import type { Running, Standing } from './free-ice.ts';
import { setAside } from './granted-wire.ts';
import { Metrics } from './metrics.ts';
import { NodeLink } from './node-link.ts';
import type { Realm } from './node-link.ts';
import type { SigningFiles, TlsFiles } from './security/papers.ts';
import { proofOf, UNSIGNED } from './security/signatures.ts';
import type { Proof } from './security/signatures.ts';
import { Store } from './store.ts';
import { UnderWay } from './under-way.ts';

export interface NodeOptions {
  /** The national application first, then whoever lives in its process: the insurer. */
  readonly plays: readonly Participant[];
  /** All participants of the scheme; their order must not change while a store lives. */
  readonly participants: readonly string[];
  readonly codes: CountryCodes;
  readonly realm: Realm;
  readonly storeDir: string;
  /** `mqtt://host:port` of the exchange. */
  readonly url: string;
  readonly secret: string;
  /** For an exchange at `mqtts://…`. */
  readonly tls?: TlsFiles;
  /** Absent: what it sends is not signed, and signatures are not looked at. */
  readonly signing?: SigningFiles;
  readonly door: DoorOptions;
  readonly crashAt?: CrashAt;
  /** Bound on the store's file, in pages of 4 KiB: beyond it the disk counts as full. */
  readonly pagesMost?: number;
  /** One sentence for the log. */
  readonly onTrouble: (sentence: string) => void;
  /** It cannot go on: the store has failed, or a step has. */
  readonly onFailure: (error: unknown) => void;
}

/** @throws ProcessFault where the store or the door cannot be opened. An exchange that is not there is waited for. */
export async function startNode(options: NodeOptions): Promise<Running> {
  const { plays, participants, codes, realm, storeDir, pagesMost, crashAt } = options;
  const ids = plays.map(({ id }) => id);
  // The point after a PUBACK is the link's, the others are the host's.
  const ofLink = crashAt?.point === 'afterPuback';
  const crash = new CrashPoints(ofLink ? undefined : crashAt);
  const metrics = new Metrics(ids[0] ?? '', participants, [ICE, WORLD]);
  const opened = Store.open({
    dir: storeDir,
    participants: ids,
    identity: { realm },
    flush: 'full',
    ...(pagesMost === undefined ? {} : { pagesMost }),
    onCommitting: () => {
      metrics.lap('write');
      crash.committing();
    },
  });
  if (!opened.ok) throw opened.error;
  const store = opened.value;
  const network = networkOf(participants, codes);
  const saved = store.load();
  const chance = saved === undefined ? new Chance(newSecret()) : Chance.restore(saved.chance);
  const played = plays.map((participant) => ({
    participant,
    index: network.indexOf(participant.id),
  }));
  const group = new CellGroup(played, network, chance);
  group.restore(saved, true);
  const afterPuback = new CrashPoints(ofLink ? crashAt : undefined);
  const node = new FreeNode(options, { store, group, crash, metrics }, afterPuback);
  try {
    return await node.open(saved === undefined);
  } catch (error) {
    await node.close();
    throw error;
  }
}

class FreeNode {
  private readonly options: NodeOptions;
  private readonly country: string;
  private readonly store: Store;
  private readonly group: CellGroup;
  private readonly host: FreeHost;
  private readonly underWay: UnderWay;
  private readonly afterPuback: CrashPoints;
  private proof: Proof = UNSIGNED;
  private link: NodeLink | undefined;
  private door: Door | undefined;
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  private beats = 0;
  /** When the exchange may have announced us as away. */
  private awaySince: SimTime | undefined;

  constructor(
    options: NodeOptions,
    { store, group, crash, metrics }: Standing,
    afterPuback: CrashPoints,
  ) {
    const [application] = options.plays;
    if (application === undefined) throw new Error('a node plays at least its application');
    this.options = options;
    this.store = store;
    this.group = group;
    this.country = application.id;
    this.underWay = new UnderWay(application, [ICE]);
    this.afterPuback = afterPuback;
    const wiring: FreeWiring = {
      arrange: joinReceipts,
      route: (post) => this.route(post),
      publish: (_recipient, message) => {
        this.publish(message);
      },
      comesAgain: () => false,
      onDoorRows: () => this.door?.onRows(),
      onFailure: options.onFailure,
    };
    this.host = new FreeHost(group, store, wiring, crash, metrics);
  }

  async open(fresh: boolean): Promise<Running> {
    const { door, url, secret, tls, signing, realm, onTrouble } = this.options;
    const { country } = this;
    this.proof = proofOf(country, signing, 'node', onTrouble);
    this.door = await Door.open(door, {
      realm,
      store: this.store,
      participants: this.options.plays.map(({ id }) => id),
      metrics: () => this.metricsText(),
      onRefused: (rule) => this.host.metrics.onRefused(rule),
      take: (message) => this.fromDoor(message),
    });
    this.host.metrics.begin();
    if (!fresh) this.awaySince = this.host.now();
    this.host.begin(fresh);
    this.link = new NodeLink(
      { url, country, secret, realm, will: () => this.will(), ...(tls && { tls }) },
      {
        onMessage: (_topic, payload) => this.fromExchange(payload),
        onPublic: () => undefined,
        onUp: () => this.onUp(),
        onDown: () => this.onDown(),
        onSetAside: (payload) => onTrouble(setAside(country, payload)),
        onTrouble,
      },
    );
    return { url, doorUrl: this.door.url, close: () => this.close() };
  }

  /** However far it has come. */
  async close(): Promise<void> {
    clearInterval(this.heartbeat);
    this.host.stop();
    this.host.metrics.end();
    await this.link?.close();
    await this.door?.close();
    this.proof.close();
    this.store.close();
  }

  /** Only the exchange can publish to a node's inbox. What its sender has not signed is not receipted, so that ICE gives it again. */
  private fromExchange(payload: Uint8Array): void {
    const { metrics } = this.host;
    const began = metrics.readBegins();
    const decoded = decodeMessage(new TextDecoder().decode(payload));
    const objection = decoded.ok ? this.proof.objection(decoded.message) : undefined;
    metrics.readEnds(began);
    if (!decoded.ok) return;
    if (objection !== undefined) {
      this.options.onTrouble(`${this.country}: ${objection}; it was dropped`);
      return;
    }
    const { network } = this.group;
    void this.host.offer(decoded.message, network.indexOf(ICE), network.indexOf(this.country));
  }

  /** @returns a promise that settles when it is safe; undefined where no participant of this process takes it. */
  private fromDoor(message: Message): Promise<void> | undefined {
    const { network } = this.group;
    const source = network.indexOf(WORLD);
    const destination = network.nextHop(source, message);
    return this.group.plays(destination)
      ? this.host.offer(message, source, destination, true)
      : undefined;
  }

  private metricsText(): string {
    const { underWay, link } = this;
    return this.host.metrics.text({
      outbox: underWay.size,
      queues: underWay.queues(),
      traffic: link?.traffic.total(),
    });
  }

  private route(post: Post): Route {
    const { message, destination } = post;
    if (this.group.plays(destination)) return { kind: 'own' };
    if (destination !== this.group.network.indexOf(ICE))
      return { kind: 'door', party: message.recipient };
    return { kind: 'wire', recipient: ICE };
  }

  /** Goes again when the connection is back, if it is lost with it. */
  private publish(message: Message): void {
    this.link?.publish(intakeTopic(message), this.proof.encode(message)).then(
      () => {
        this.afterPuback.pass('afterPuback');
      },
      () => undefined,
    );
  }

  private onUp(): void {
    this.beats = 0;
    this.beat();
    clearInterval(this.heartbeat);
    this.heartbeat = setInterval(() => this.beat(), LIMITS.heartbeatMs);
    if (this.awaySince !== undefined) this.announceBack(this.awaySince);
    this.awaySince = undefined;
    for (const message of this.underWay.to(ICE)) this.publish(message);
  }

  private onDown(): void {
    this.awaySince ??= this.host.now();
    clearInterval(this.heartbeat);
  }

  /** S803: it is there, and its clock. */
  private beat(): void {
    const now = this.host.now();
    const body = { nodeId: this.country, sequence: this.beats++, clock: isoUtc(now) };
    this.publish(this.compose('S803', `h${now}`, ICE, body, now));
  }

  /** S071: what the exchange holds for us may come. */
  private announceBack(since: SimTime): void {
    const now = this.host.now();
    const body = { type: 'U', from: isoUtc(since), to: isoUtc(now), functions: [] };
    this.publish(this.compose('S071', `b${now}`, ALL, body, now));
  }

  /** S070, published by the broker if the connection breaks: an outage that nobody planned. */
  private will(): { topic: string; payload: string } {
    const now = this.host.now();
    const body = { type: 'U', from: isoUtc(now), functions: [] };
    const message = this.compose('S070', `w${now}`, ALL, body, now);
    return { topic: intakeTopic(message), payload: this.proof.encode(message) };
  }

  /** A message of the connection, not of the application: it has no place in the outbox. */
  private compose(
    messageType: string,
    id: string,
    recipient: string,
    body: object,
    now: SimTime,
  ): Message {
    const { country: sender } = this;
    const messageId = `${sender}-${id}`;
    return {
      messageId,
      messageType,
      sender,
      recipient,
      sentAt: isoUtc(now),
      schemaVersion: SCHEMA_VERSION,
      body,
    };
  }
}

/** Largest S002 (`nodes/common/messages/system.ts`). */
const RECEIPT_MOST = 1_000;

/** The receipts of one commit become one: one packet and one step at ICE instead of many. */
function joinReceipts(posts: readonly Post[]): readonly Post[] {
  const receipts = posts.filter(({ message }) => message.messageType === 'S002');
  if (receipts.length < 2) return posts;
  const ids = receipts.flatMap(
    ({ message }) => (message.body as { messageIds: string[] }).messageIds,
  );
  const others = posts.filter(({ message }) => message.messageType !== 'S002');
  const joined: Post[] = [];
  for (let at = 0; at < ids.length; at += RECEIPT_MOST) {
    const post = receipts[joined.length]!;
    const body = { messageIds: ids.slice(at, at + RECEIPT_MOST) };
    joined.push({ ...post, message: { ...post.message, body } });
  }
  return [...others, ...joined];
}
