/** The exchange's wire in lockstep: what arrives is kept for a grant to name, what is sent is repeated until the conductor calls it settled. */
import type { Post } from '../../simulator/core/cell.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { decodeMessage, encodeMessage } from '../common/envelope.ts';
import { LIMITS } from '../common/limits.ts';
import { ICE } from '../common/routing.ts';
import { intakeTopic, outboxTopic } from '../common/topics.ts';
import type { Arrivals } from './arrivals.ts';
import { openClientFront } from './client-front.ts';
import type { CrashPoints } from './crash-points.ts';
import { openEmbeddedFront } from './embedded-front.ts';
import { ProcessFault } from './fault.ts';
import type { Front, FrontHandler, Verdict } from './front.ts';
import { readIntake } from './intake.ts';
import { NodeLink } from './node-link.ts';
import type { FromChild, Hello, Wire } from './protocol.ts';
import { PublicFace } from './public-face.ts';
import { proofOf, UNSIGNED } from './security/signatures.ts';
import type { Proof } from './security/signatures.ts';
import type { Store, WireRow } from './store.ts';
import { Troubles } from './troubles.ts';
import { WireOutbox } from './wire-outbox.ts';

export interface WireContext {
  readonly arrivals: Arrivals;
  readonly crash: CrashPoints;
  readonly tell: (line: FromChild) => void;
}

export interface GrantedWire {
  /** Where nodes find the broker, from ICE. */
  readonly url?: string;
  readonly outbox: WireOutbox;
  /** Rows for the outbox, one a post, numbered. */
  rows(posts: readonly Post[]): WireRow[];
  /** Sends what has just been committed. */
  publish(rows: readonly WireRow[], posts: readonly Post[]): void;
  close(): Promise<void>;
}

/** Opens the wire that the process was told of. @throws ProcessFault where a port is taken, or a store is missing. */
export async function openGrantedWire(
  hello: Hello,
  store: Store | undefined,
  context: WireContext,
): Promise<GrantedWire | undefined> {
  const { wire } = hello;
  if (wire === undefined) return undefined;
  const id = hello.plays[0] ?? '';
  if (store === undefined)
    throw new ProcessFault('usage', id, 'whoever speaks to the exchange needs a store', '');
  return wire.kind === 'link'
    ? openLink(hello, wire, store, context)
    : openFront(hello, wire, store, context);
}

async function openFront(
  hello: Hello,
  wire: Exclude<Wire, { kind: 'link' }>,
  store: Store,
  { arrivals, crash, tell }: WireContext,
): Promise<GrantedWire> {
  const nodes = Object.keys(hello.codes);
  const early: (() => void)[] = [];
  let ready = (country: string, here: boolean): void => void early.push(() => ready(country, here));
  const each = (country: string | undefined, here: boolean): void => {
    for (const node of country === undefined ? nodes : [country]) ready(node, here);
  };
  // Strangers bring about what is said here, as many times as they like.
  const troubles = new Troubles((sentence) => tell({ k: 'trouble', sentence }));
  const onTrouble = (sentence: string): void => troubles.tell(sentence);
  const proof = proofOf(ICE, hello.signing, 'exchange', onTrouble);
  const takeIn = intakeOf(proof, arrivals, onTrouble);
  const handler: FrontHandler = {
    onMessage: (client, topic, payload, answer) => {
      const verdict = takeIn(client, topic, payload);
      if (verdict === 'taken') setImmediate(() => crash.pass('afterPuback'));
      answer(verdict);
    },
    onConnect: (country) => each(country, true),
    onDisconnect: (country) => each(country, false),
    onTrouble,
  };
  const front = await openAnyFront(wire, handler);
  const face = new PublicFace(front, hello.realm, new Date().toISOString(), nodes);
  const outbox = new WireOutbox(store, (topic, payload) =>
    front.publish(topic, sealed(ICE, topic, payload, proof)),
  );
  ready = (country, here) => {
    if (front.seesInboxes) face.seen(country, here);
    if (here) outbox.ready(country);
    else outbox.away(country);
  };
  for (const call of early) call();
  const again = new Republisher(outbox);
  return {
    url: front.url,
    outbox,
    rows: (posts) =>
      posts.map((post) =>
        rowOf(store, hello.participants[post.destination] ?? '', post, outboxTopic),
      ),
    publish(rows, posts) {
      for (const { message } of posts) if (message.messageType === 'S802') face.reference(message);
      for (const row of rows) outbox.add(row);
      again.restart();
    },
    async close() {
      again.stop();
      await front.close();
      troubles.close();
      proof.close();
    },
  };
}

const openAnyFront = (
  wire: Exclude<Wire, { kind: 'link' }>,
  handler: FrontHandler,
): Promise<Front> | Front =>
  wire.kind === 'embedded'
    ? openEmbeddedFront(wire, handler)
    : openClientFront({ clientId: ICE, ...wire }, handler);

/** Only a false sender or topic is refused. What is no message, or not proven to be its sender's, is left out: no grant names it. */
const intakeOf =
  (proof: Proof, arrivals: Arrivals, onTrouble: (sentence: string) => void) =>
  (client: string, topic: string, payload: Uint8Array): Verdict => {
    const intake = readIntake(client, topic, payload, proof);
    switch (intake.kind) {
      case 'message':
        arrivals.put(client, intake.message);
        return 'taken';
      case 'unproven':
        onTrouble(`${client}: ${intake.reason} (C110)`);
        return 'taken';
      case 'unreadable':
        onTrouble(`${client}: what it has sent on ${topic} is no message, and is left out`);
        return 'taken';
      case 'refused':
        return { refused: intake.reason };
    }
  };

/** Signed when it leaves, not when it is stored: what is sent again is signed with the key of then. */
function sealed(owner: string, topic: string, payload: string, proof: Proof): string {
  if (proof === UNSIGNED) return payload;
  // `ice/v1/in/{from}/{to}/…` of a node, `ice/v1/out/{to}/{from}/…` of ICE.
  const [, , way, first, second] = topic.split('/');
  const from = way === 'in' ? first : second;
  return from === owner ? proof.seal(payload, topic.slice(topic.lastIndexOf('/') + 1)) : payload;
}

function openLink(
  hello: Hello,
  wire: Extract<Wire, { kind: 'link' }>,
  store: Store,
  { arrivals, crash, tell }: WireContext,
): GrantedWire {
  const country = hello.plays[0] ?? '';
  const onTrouble = (sentence: string): void => tell({ k: 'trouble', sentence });
  const proof = proofOf(country, hello.signing, 'node', onTrouble);
  const link = new NodeLink(
    { ...wire, country, realm: hello.realm },
    {
      onMessage(_topic, payload) {
        const decoded = decodeMessage(new TextDecoder().decode(payload));
        if (!decoded.ok) return;
        const objection = proof.objection(decoded.message);
        if (objection === undefined) arrivals.put(ICE, decoded.message);
        else onTrouble(`${objection}; it was dropped`);
      },
      onPublic: () => undefined,
      onUp() {
        outbox.ready(ICE);
        tell({ k: 'link', up: true });
      },
      onDown() {
        outbox.away(ICE);
        tell({ k: 'link', up: false });
      },
      onSetAside: (payload) => onTrouble(setAside(country, payload)),
      onTrouble,
    },
  );
  const publish = async (topic: string, payload: string): Promise<void> => {
    await link.publish(topic, sealed(country, topic, payload, proof));
    crash.pass('afterPuback');
  };
  const outbox = new WireOutbox(store, publish);
  const again = new Republisher(outbox);
  return {
    outbox,
    rows: (posts) =>
      posts.map((post) => rowOf(store, ICE, post, (_to, message) => intakeTopic(message))),
    publish(rows) {
      for (const row of rows) outbox.add(row);
      again.restart();
    },
    async close() {
      again.stop();
      await link.close();
      proof.close();
    },
  };
}

function rowOf(
  store: Store,
  recipient: string,
  { message, sequence, arrivesAt }: Post,
  topicOf: (to: string, message: Message) => string,
): WireRow {
  return {
    seq: store.nextWireSeq(),
    recipient,
    key: String(sequence),
    topic: topicOf(recipient, message),
    payload: encodeMessage(message),
    arrivesAt,
  };
}

export const setAside = (country: string, payload: string): string => {
  const decoded = decodeMessage(payload);
  const what = decoded.ok ? decoded.message.messageId : 'a message';
  return `${country}: the exchange closes the connection on ${what}; it is set aside, the rest goes on`;
};

/**
 * In lockstep simulated receipts do not come while a window waits, so what is unsettled is published again by wall clock: a broker between us
 * may have lost it.
 */
class Republisher {
  private readonly outbox: WireOutbox;
  private pauseMs: number = LIMITS.republishFirstMs;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(outbox: WireOutbox) {
    this.outbox = outbox;
    this.restart();
  }

  restart(): void {
    this.stop();
    this.pauseMs = LIMITS.republishFirstMs;
    this.arm();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private arm(): void {
    this.timer = setTimeout(() => {
      this.outbox.republish();
      this.pauseMs = Math.min(2 * this.pauseMs, LIMITS.republishMostMs);
      this.arm();
    }, this.pauseMs);
    this.timer.unref();
  }
}
