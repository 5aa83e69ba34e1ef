/** Which countries a movement concerns: ICE lets nobody else send or receive about it (rule C604). */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import type { AdvanceRecord } from '../common/messages/transit.ts';
import type { SchemeParameters } from '../common/parameters.ts';

interface Concerned {
  readonly countries: readonly string[];
  /** When the movement's control result was passed on; 0 before. */
  readonly endedAt: SimTime;
}

export class Parties {
  readonly table = new Table<Concerned>('parties', asIs);
  private readonly nodeByCode: ReadonlyMap<string, string>;

  constructor(scheme: SchemeParameters) {
    this.nodeByCode = new Map(Object.entries(scheme.members).map(([node, iso2]) => [iso2, node]));
  }

  /** Whether both ends of a message are parties to the movement that it is about. An advance record makes the parties known. */
  allows(message: Message): boolean {
    const { mrn, sender, recipient, messageType } = message;
    if (mrn === undefined) return true;
    const known = this.table.get(mrn)?.countries;
    if (known === undefined)
      return announces(messageType) && this.namedIn(message).includes(recipient);
    return known.includes(sender) && known.includes(recipient);
  }

  /** Learns from a message that ICE has taken. */
  learn(message: Message, now: SimTime, out: Outcome): void {
    const { mrn, messageType } = message;
    if (mrn === undefined) return;
    const known = this.table.get(mrn);
    if (known === undefined) {
      if (announces(messageType))
        out.put(this.table, mrn, { countries: this.namedIn(message), endedAt: 0 });
    } else if (messageType === 'X018') {
      out.put(this.table, mrn, { countries: known.countries, endedAt: now });
    }
  }

  /** Forgets movements that ended long ago. */
  prune(now: SimTime, out: Outcome): void {
    for (const [mrn, { endedAt }] of this.table.entries()) {
      if (endedAt > 0 && endedAt + LIMITS.finalRetentionMs <= now)
        out.put(this.table, mrn, undefined);
    }
  }

  /** The sender, and the countries of all offices that an advance record names. */
  private namedIn({ sender, body }: Message): string[] {
    const { declaration } = body as AdvanceRecord;
    const offices = [
      declaration.officeOfDeparture,
      ...declaration.officesOfTransit.map(({ office }) => office),
      declaration.officeOfDestination,
    ];
    const nodes = offices.map((office) => this.nodeByCode.get(office.slice(0, 2)) ?? '');
    return [...new Set([sender, ...nodes])];
  }
}

const announces = (messageType: string): boolean =>
  messageType === 'X001' || messageType === 'X050';
