/** Small participants for tests of the processes: they talk, draw, keep timers and records, and know nothing of customs. */
import { integer } from '../../../simulator/core/draws.ts';
import type {
  Draws,
  Input,
  Message,
  Outcome,
  Participant,
} from '../../../simulator/core/participant.ts';
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { Row } from '../../../simulator/core/table.ts';
import { MINUTE } from '../../../simulator/core/time.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { ICE, WORLD } from '../../common/routing.ts';

interface Count extends Row {
  readonly count: number;
}

const more = (table: Table<Count>, key: string): Count => ({
  count: (table.get(key)?.count ?? 0) + 1,
});

/** Takes messages, acknowledges them (S001), relays them until they are receipted (S002). */
export class StubIce implements Participant {
  readonly id = ICE;
  readonly waiting = new Table<Message & Row>('waiting', asIs);
  readonly seen = new Table<Count>('seen', asIs);
  readonly tables = [this.waiting, this.seen] as unknown as Table<Row>[];

  start(_now: SimTime, _draws: Draws, out: Outcome): void {
    out.fact({ type: 'Began' });
  }

  step(input: Input, _now: SimTime, _draws: Draws, out: Outcome): void {
    if (input.kind !== 'message') return;
    const { message } = input;
    const { messageId, messageType, sender, recipient } = message;
    if (messageType === 'S002') {
      for (const id of (message.body as { messageIds: string[] }).messageIds)
        out.put(this.waiting, id, undefined);
      return;
    }
    if (messageType === 'unreadable') {
      out.fact({ type: 'Refused', from: sender });
      out.send({ messageType: 'S917', to: sender, body: message.body });
      return;
    }
    const repeat = this.seen.has(messageId);
    if (!repeat) {
      out.put(this.seen, messageId, more(this.seen, messageId));
      out.put(this.waiting, messageId, message);
      out.fact({ type: 'MessageTaken', id: messageId, from: sender, to: recipient });
      out.effects.push({ kind: 'relay', message, to: recipient });
    }
    out.send({ messageType: 'S001', to: sender, body: { messageId } });
  }
}

/** Sends to its peers now and then, answers, receipts; sends to the world and is told things by it. */
export class StubNode implements Participant {
  readonly id: string;
  readonly peers: readonly string[];
  readonly taken = new Table<Count>('taken', asIs);
  readonly open = new Table<Count>('open', asIs);
  readonly tables = [this.taken, this.open] as unknown as Table<Row>[];

  constructor(id: string, peers: readonly string[]) {
    this.id = id;
    this.peers = peers;
  }

  start(now: SimTime, draws: Draws, out: Outcome): void {
    out.fact({ type: 'Began' });
    this.plan(now, draws, out);
  }

  step(input: Input, now: SimTime, draws: Draws, out: Outcome): void {
    if (input.kind === 'timer') {
      const to = this.peers[integer(draws.stream('peer'), 0, this.peers.length - 1)]!;
      out.send({ messageType: 'X200', to, body: { text: 'ask' } });
      this.plan(now, draws, out);
    } else if (input.kind === 'command') {
      out.fact({ type: 'Told', by: input.command.actor });
    } else {
      this.onMessage(input.message, out);
    }
  }

  private onMessage(message: Message, out: Outcome): void {
    const { messageId, messageType, sender } = message;
    if (messageType === 'S001') return;
    if (messageType.startsWith('N')) {
      out.fact({ type: 'Noted', text: (message.body as { text: string }).text });
      return;
    }
    out.send({ messageType: 'S002', to: ICE, body: { messageIds: [messageId] } });
    if (this.taken.has(messageId)) return;
    out.put(this.taken, messageId, more(this.taken, messageId));
    // A record that comes and goes, so that the order of records matters.
    const slot = messageId.slice(-1);
    out.put(this.open, slot, this.open.has(slot) ? undefined : { count: this.open.size });
    out.fact({ type: 'Took', open: [...this.open.entries()].map(([key]) => key).join('') });
    if (messageType !== 'X200') return;
    out.send({
      messageType: 'X201',
      to: sender,
      correlationId: messageId,
      body: { text: 'answer' },
    });
    out.send({ messageType: 'N810', to: WORLD, body: { text: `asked by ${sender}` } });
  }

  private plan(now: SimTime, draws: Draws, out: Outcome): void {
    out.startTimer('ask', '', now + integer(draws.stream('pause'), 1, 20 * MINUTE));
  }
}

/** Tells the nodes something when they ask. */
export class StubWorld implements Participant {
  readonly id = WORLD;
  readonly tables: Table<Row>[] = [];

  start(_now: SimTime, _draws: Draws, out: Outcome): void {
    out.fact({ type: 'Began' });
  }

  step(input: Input, _now: SimTime, draws: Draws, out: Outcome): void {
    if (input.kind !== 'message') return;
    const { messageId, sender } = input.message;
    const text = `answer ${integer(draws.stream('text'), 0, 999)}`;
    out.send({ messageType: 'N820', to: sender, correlationId: messageId, body: { text } });
  }
}

export const STUB_PARTICIPANTS = [WORLD, ICE, 'GEO', 'AZE', 'KAZ'] as const;
export const STUB_CODES = { GEO: 'GE', AZE: 'AZ', KAZ: 'KZ' } as const;

export function stubParticipant(id: string): Participant {
  if (id === WORLD) return new StubWorld();
  if (id === ICE) return new StubIce();
  return new StubNode(
    id,
    Object.keys(STUB_CODES).filter((other) => other !== id),
  );
}
