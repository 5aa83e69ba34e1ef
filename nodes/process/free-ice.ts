/** ICE on its own clock: what its front takes in is stepped, made durable and only then acknowledged, to the wire and to the sender (S001). */
import { Chance } from '../../simulator/core/chance.ts';
import { LEAST_LATENCY_MS } from '../../simulator/core/least-latency.ts';
import type { Message, Participant } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { ICE, networkOf } from '../common/routing.ts';
import type { CountryCodes } from '../common/routing.ts';
import { outboxTopic } from '../common/topics.ts';
import { CellGroup } from './cell-group.ts';
import { openClientFront } from './client-front.ts';
import { CrashPoints } from './crash-points.ts';
import type { CrashAt } from './crash-points.ts';
import { newSecret } from './credentials.ts';
import type { Verifiers } from './credentials.ts';
import { Door } from './door.ts';
import type { DoorOptions } from './door.ts';
import { openEmbeddedFront } from './embedded-front.ts';
import { FreeHost } from './free-host.ts';
import type { FreeWiring } from './free-host.ts';
import type { Answer, Front, FrontHandler } from './front.ts';
import { readIntake } from './intake.ts';
import { Metrics } from './metrics.ts';
import type { Realm } from './node-link.ts';
import { keepText, textOf } from './original-text.ts';
import { PublicFace } from './public-face.ts';
import type { GateFiles, SigningFiles, TlsFiles } from './security/papers.ts';
import { proofOf, UNSIGNED } from './security/signatures.ts';
import type { Proof } from './security/signatures.ts';
import { Store } from './store.ts';
import { Troubles } from './troubles.ts';
import { UnderWay } from './under-way.ts';

export type IceFront =
  | {
      readonly kind: 'embedded';
      readonly bind: string;
      readonly port: number;
      readonly verifiers: Verifiers;
      readonly tls?: GateFiles;
    }
  | {
      readonly kind: 'broker';
      readonly url: string;
      readonly username?: string;
      readonly password?: string;
      readonly tls?: TlsFiles;
    }
  /** Another front: memory in tests, a front of our own one day. */
  | { readonly kind: 'other'; readonly open: (handler: FrontHandler) => Promise<Front> };

export interface IceOptions {
  /** ICE's step, as `nodes/ice` makes it. */
  readonly participant: Participant;
  /** All participants of the scheme; their order must not change while a store lives. */
  readonly participants: readonly string[];
  readonly codes: CountryCodes;
  readonly realm: Realm;
  readonly storeDir: string;
  readonly front: IceFront;
  /** Absent: messages need not be signed. */
  readonly signing?: SigningFiles;
  /** HTTP for whoever watches it: health, metrics, facts. */
  readonly door?: DoorOptions;
  readonly crashAt?: CrashAt;
  /** Bound on the store's file, in pages of 4 KiB: beyond it the disk counts as full. */
  readonly pagesMost?: number;
  /** One sentence for the log. */
  readonly onTrouble: (sentence: string) => void;
  /** It cannot go on: the store has failed, or a step has. */
  readonly onFailure: (error: unknown) => void;
}

export interface Running {
  /** Where nodes find the broker, or the door. */
  readonly url: string;
  readonly doorUrl: string | undefined;
  close(): Promise<void>;
}

/** What stands before anything is opened to others. */
export interface Standing {
  readonly store: Store;
  readonly group: CellGroup;
  readonly crash: CrashPoints;
  readonly metrics: Metrics;
}

/** @throws ProcessFault where the store or the port cannot be opened. */
export async function startIce(options: IceOptions): Promise<Running> {
  const { participant, participants, codes, realm, storeDir, pagesMost } = options;
  const crash = new CrashPoints(options.crashAt);
  const metrics = new Metrics(ICE, participants, Object.keys(codes));
  const opened = Store.open({
    dir: storeDir,
    participants: [ICE],
    identity: { realm },
    flush: 'full',
    hasCommitLog: true,
    bulky: ['seen'],
    ...(pagesMost === undefined ? {} : { pagesMost }),
    onCommitting: () => {
      metrics.lap('write');
      crash.committing();
    },
  });
  if (!opened.ok) throw opened.error;
  const store = opened.value;
  // The wire takes its own time: none is drawn.
  const network = { ...networkOf(participants, codes), latency: () => LEAST_LATENCY_MS };
  const saved = store.load();
  const chance = saved === undefined ? new Chance(newSecret()) : Chance.restore(saved.chance);
  const index = network.indexOf(ICE);
  const group = new CellGroup([{ participant, index }], network, chance);
  group.restore(saved, true);
  const ice = new FreeIce(options, { store, group, crash, metrics }, index);
  try {
    return await ice.open(saved === undefined);
  } catch (error) {
    await ice.close();
    throw error;
  }
}

class FreeIce implements FrontHandler {
  private readonly options: IceOptions;
  private readonly store: Store;
  private readonly index: number;
  private readonly nodes: readonly string[];
  private readonly host: FreeHost;
  private readonly underWay: UnderWay;
  private readonly troubles: Troubles;
  /** Nodes that have their inbox open, as far as is known. */
  private readonly here = new Set<string>();
  private readonly group: CellGroup;
  private proof: Proof = UNSIGNED;
  private front: Front | undefined;
  private face: PublicFace | undefined;
  private door: Door | undefined;

  constructor(options: IceOptions, { store, group, crash, metrics }: Standing, index: number) {
    this.options = options;
    this.store = store;
    this.group = group;
    this.index = index;
    this.nodes = Object.keys(options.codes);
    this.troubles = new Troubles(options.onTrouble);
    this.underWay = new UnderWay(options.participant, this.nodes);
    const wiring: FreeWiring = {
      arrange: (posts) => posts,
      route: ({ message, destination }) => ({
        kind: 'wire',
        recipient: options.participants[destination] ?? message.recipient,
      }),
      publish: (recipient, message) => {
        this.publish(recipient, message);
      },
      comesAgain: ({ messageType }) => group.network.isReceipt(messageType),
      onDoorRows: () => undefined,
      onFailure: options.onFailure,
    };
    this.host = new FreeHost(group, store, wiring, crash, metrics);
  }

  async open(fresh: boolean): Promise<Running> {
    const { front, signing, realm, door, codes, onTrouble } = this.options;
    this.proof = proofOf(ICE, signing, 'exchange', onTrouble);
    this.front = await openFront(front, this);
    this.face = new PublicFace(this.front, realm, isoUtc(this.host.now()), Object.keys(codes));
    if (door !== undefined) {
      this.door = await Door.open(door, {
        realm,
        store: this.store,
        participants: [ICE],
        metrics: () => this.metricsText(),
      });
      this.host.metrics.begin();
    }
    this.host.begin(fresh);
    return { url: this.front.url, doorUrl: this.door?.url, close: () => this.close() };
  }

  /** However far it has come. */
  async close(): Promise<void> {
    this.host.stop();
    this.host.metrics.end();
    await this.door?.close();
    await this.front?.close();
    this.troubles.close();
    this.proof.close();
    this.store.close();
  }

  onMessage(client: string, topic: string, payload: Uint8Array, answer: Answer): void {
    const { metrics } = this.host;
    const began = metrics.readBegins();
    const intake = readIntake(client, topic, payload, this.proof);
    metrics.readEnds(began);
    if (intake.kind === 'refused') {
      metrics.onClosed();
      const refuse = (): void => answer({ refused: intake.reason });
      if (intake.message === undefined) refuse();
      else this.take(client, intake.message, refuse);
      return;
    }
    if (intake.kind === 'message') keepText(intake.message, intake.text);
    if (intake.kind === 'unproven') this.onTrouble(`${client}: ${intake.reason} (C110)`);
    // On an outside broker a country's own words are the only sign that it is there.
    if (this.front?.seesInboxes === false && startsSession(intake.message)) this.onConnect(client);
    this.take(client, intake.message, () => answer('taken'));
  }

  private take(client: string, message: Message, onSafe: () => void): void {
    this.host.take(message, this.group.network.indexOf(client), this.index, onSafe);
  }

  /** What is under way goes again, first to last. */
  onConnect(country?: string): void {
    for (const node of country === undefined ? this.nodes : [country]) {
      this.here.add(node);
      if (country !== undefined) this.face?.seen(node, true);
      for (const message of this.underWay.to(node)) this.publish(node, message);
    }
  }

  onDisconnect(country?: string): void {
    for (const node of country === undefined ? this.nodes : [country]) {
      this.here.delete(node);
      this.face?.seen(node, false);
    }
  }

  onTrouble(sentence: string): void {
    this.troubles.tell(sentence);
  }

  private metricsText(): string {
    const { underWay, front } = this;
    return this.host.metrics.text({
      outbox: underWay.size,
      queues: underWay.queues(),
      traffic: front?.traffic?.total(),
    });
  }

  private publish(recipient: string, message: Message): void {
    if (message.messageType === 'S802') this.face?.reference(message);
    if (!this.here.has(recipient)) return;
    const payload = textOf(message) ?? this.proof.encode(message);
    // What is lost with a connection goes again when it is back.
    this.front?.publish(outboxTopic(recipient, message), payload).catch(() => undefined);
  }
}

function openFront(front: IceFront, handler: FrontHandler): Promise<Front> {
  switch (front.kind) {
    case 'embedded':
      return openEmbeddedFront(front, handler);
    case 'broker':
      return Promise.resolve(openClientFront({ clientId: ICE, ...front }, handler));
    case 'other':
      return front.open(handler);
  }
}

/** A node's first heartbeat on a connection. */
const startsSession = ({ messageType, body }: Message): boolean =>
  messageType === 'S803' && (body as { sequence?: unknown } | undefined)?.sequence === 0;
