/**
 * Messages of a participant that have left and are not confirmed. On its own clock a process keeps no outbox beside the participant's: what it
 * has to send again when a connection is back stands in the participant's records, which are committed before anything leaves.
 */
import type { Message, Participant } from '../../simulator/core/participant.ts';
import type { Row, Table } from '../../simulator/core/table.ts';
import { ICE } from '../common/routing.ts';

/** What is read of such a record; `sent` 0: it is held and has not left. */
interface Sent extends Row {
  readonly message: Message;
  readonly sent: number;
}

/** Names of the records: ICE has one table a recipient (nodes/ice/delivery.ts), a node one for ICE (nodes/common/outbox.ts). */
const tableOf = (participant: string, recipient: string): string =>
  participant === ICE ? `flights/${recipient}` : 'outbox';

/** What ICE holds besides: behind the window, and behind a message of the same lane (nodes/ice/lanes.ts). */
const HELD = ['queue', 'waiting'];

export class UnderWay {
  private readonly tables = new Map<string, Table<Sent>>();
  /** Those, and what may not leave yet. */
  private readonly held = new Map<string, readonly Table<Row>[]>();

  /** @throws where the participant has no such records: a broken invariant. */
  constructor({ id, tables }: Participant, recipients: readonly string[]) {
    for (const recipient of recipients) {
      const name = tableOf(id, recipient);
      const table = tables.find((one) => one.name === name);
      if (table === undefined) throw new Error(`${id} has no records called ${name}`);
      this.tables.set(recipient, table as unknown as Table<Sent>);
      const held = HELD.map((part) =>
        tables.find(({ name: one }) => one === `${part}/${recipient}`),
      );
      this.held.set(recipient, [table, ...held.filter((one) => one !== undefined)]);
    }
  }

  /** For one recipient, the oldest first. */
  *to(recipient: string): IterableIterator<Message> {
    for (const [, { message, sent }] of this.tables.get(recipient)?.entries() ?? []) {
      if (sent > 0) yield message;
    }
  }

  /** By recipient: how many it has not confirmed, those that may not leave yet included. */
  queues(): (readonly [recipient: string, messages: number])[] {
    return Array.from(this.held, ([recipient, tables]) => [
      recipient,
      tables.reduce((sum, { size }) => sum + size, 0),
    ]);
  }

  /** How many wait to be confirmed, held ones included. */
  get size(): number {
    let size = 0;
    for (const table of this.tables.values()) size += table.size;
    return size;
  }
}
