/** Who is there: announced outages, nodes that leave messages without receipt, and what waits for whom (S070, S071, S971, S974, S975). */
import type { Message, Outcome, ParticipantId } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../simulator/core/time.ts';
import { customsFact } from '../common/facts.ts';
import type { Body } from '../common/message-types.ts';
import { ICE } from '../common/routing.ts';
import type { Delivery } from './delivery.ts';
import type { Post } from './ice.ts';

/** The announced end of an outage has come: the node, which is the key, is asked (S974). */
export const ASK_TIMER = 'ask';

interface Up {
  readonly since: SimTime;
}

export class Availability {
  /** Since when ICE is up; its only key is its own name. */
  readonly table = new Table<Up>('upSince', asIs);
  private readonly deliveries: ReadonlyMap<ParticipantId, Delivery>;
  private readonly post: Post;
  private readonly heedsOutages: boolean;

  /** @param heedsOutages whether rule C602 is followed. */
  constructor(deliveries: ReadonlyMap<ParticipantId, Delivery>, post: Post, heedsOutages: boolean) {
    this.deliveries = deliveries;
    this.post = post;
    this.heedsOutages = heedsOutages;
  }

  start(now: SimTime, out: Outcome): void {
    out.put(this.table, ICE, { since: now });
  }

  /** What a node says of itself. */
  learn(message: Message, now: SimTime, out: Outcome): void {
    switch (message.messageType) {
      case 'S070':
        this.onOutage(message, now, out);
        break;
      case 'S071':
        this.onOutageEnded(message, now, out);
        break;
      case 'S974':
        if (message.recipient === ICE) this.answer(message, now, out);
        break;
      case 'S975':
        if (message.recipient === ICE) this.onAvailability(message, out);
        break;
    }
  }

  /** S971: all others hear that the node leaves messages without receipt. */
  onLost(node: ParticipantId, since: SimTime, now: SimTime, out: Outcome): void {
    out.fact(customsFact({ type: 'NodeSilent', node, since: isoUtc(since) }));
    const body = { type: 'U', from: isoUtc(since), functions: [node] };
    this.tellOthers(node, 'S971', body, now, out);
  }

  /** S071: its receipts come again. */
  onFound(node: ParticipantId, since: SimTime, now: SimTime, out: Outcome): void {
    out.fact(customsFact({ type: 'NodeHeard', node }));
    const body = { type: 'U', from: isoUtc(since), to: isoUtc(now), functions: [node] };
    this.tellOthers(node, 'S071', body, now, out);
  }

  /** S974: the announced end has come; since when is it up, and what waits there? */
  ask(node: ParticipantId, now: SimTime, out: Outcome): void {
    this.post(node, 'S974', { nodeId: node }, {}, now, out);
  }

  private onOutage({ sender, body }: Message, now: SimTime, out: Outcome): void {
    const { type, from, to, functions } = body as Body<'S070'>;
    const of = { node: sender, from, ...(to === undefined ? {} : { to }) };
    if (!isOfAll(functions)) {
      out.fact(customsFact({ type: 'FunctionsAnnouncedAway', ...of, functions }));
      return;
    }
    const planned = type !== UNPLANNED;
    const announced = { type: 'OutageAnnounced', ...of } as const;
    out.fact(customsFact(planned ? announced : { ...announced, unplanned: true }));
    if (!this.heedsOutages) return;
    const outage = {
      from: parseIsoUtc(from) ?? now,
      until: to === undefined ? undefined : parseIsoUtc(to),
      planned,
    };
    this.deliveries.get(sender)?.announceAway(outage, now, out);
  }

  private onOutageEnded({ sender: node, body }: Message, now: SimTime, out: Outcome): void {
    const { functions } = body as Body<'S071'>;
    if (!isOfAll(functions)) {
      out.fact(customsFact({ type: 'FunctionsBack', node, functions }));
      return;
    }
    out.fact(customsFact({ type: 'OutageEnded', node }));
    if (this.heedsOutages) this.deliveries.get(node)?.announceBack(now, out);
  }

  private answer({ messageId, sender }: Message, now: SimTime, out: Outcome): void {
    const since = isoUtc(this.table.get(ICE)?.since ?? now);
    const queueDepth = this.deliveries.get(sender)?.length ?? 0;
    const body = { nodeId: ICE, since, queueDepth };
    this.post(sender, 'S975', body, { correlationId: messageId }, now, out);
  }

  private onAvailability({ sender, body }: Message, out: Outcome): void {
    const { since, queueDepth } = body as Body<'S975'>;
    out.fact(customsFact({ type: 'AvailabilityTold', node: sender, since, queueDepth }));
  }

  private tellOthers(
    node: ParticipantId,
    messageType: 'S071' | 'S971',
    body: Body<'S971'>,
    now: SimTime,
    out: Outcome,
  ): void {
    for (const other of this.deliveries.keys()) {
      if (other !== node) this.post(other, messageType, body, {}, now, out);
    }
  }
}

/** Of the whole node, which also one means that names no function; while some functions alone are away, everything is delivered. */
const isOfAll = (functions: readonly string[]): boolean =>
  functions.length === 0 || functions.includes('all');
/** Of an outage that nobody planned, nobody knows the end. */
const UNPLANNED = 'U';
