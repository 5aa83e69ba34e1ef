/** Which countries a movement concerns: ICE lets nobody else send or receive about it (rule C604). */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import type { Body } from '../common/message-types.ts';
import type { SchemeParameters } from '../common/parameters.ts';

interface Concerned {
  /** Nodes, the country of departure first. */
  readonly countries: readonly string[];
  /** When it was announced; once it has ended, when its control result passed. */
  readonly at: SimTime;
}

/** A movement without a control result is forgotten after this time, in ms: enquiry and recovery are over by then. */
const OPEN_RETENTION_MS = 400 * DAY;

export type PartyVerdict = 'party' | 'noParty' | 'unknown';

export class Parties {
  readonly tables: readonly Table<Row>[];
  /** Both by MRN, the longest ago first. */
  private readonly open = new Table<Concerned>('parties', asIs);
  private readonly ended = new Table<Concerned>('partiesEnded', asIs);
  private readonly nodeByCode: ReadonlyMap<string, string>;

  constructor({ members }: Pick<SchemeParameters, 'members'>) {
    this.tables = [this.open, this.ended];
    this.nodeByCode = new Map(Object.entries(members).map(([node, iso2]) => [iso2, node]));
  }

  /** Whether both ends of a message are parties to the movement that it is about. */
  verdict(message: Message, mrn: string): PartyVerdict {
    const { sender, recipient } = message;
    const countries =
      this.concerned(mrn)?.countries ??
      (announces(message) ? this.countriesIn(message) : undefined);
    if (countries === undefined) return 'unknown';
    return countries.includes(sender) && countries.includes(recipient) ? 'party' : 'noParty';
  }

  /** An advance record makes the parties known; the control result ends the movement as far as ICE is concerned. */
  learn(message: Message, now: SimTime, out: Outcome): void {
    const { mrn } = message;
    if (mrn === undefined) return;
    if (announces(message)) {
      if (this.concerned(mrn) !== undefined) return;
      out.put(this.open, mrn, { countries: this.countriesIn(message), at: now });
    } else if (message.messageType === 'X018') {
      const concerned = this.open.get(mrn);
      if (concerned === undefined) return;
      out.put(this.open, mrn, undefined);
      out.put(this.ended, mrn, { countries: concerned.countries, at: now });
    }
  }

  /** Forgets movements that ended long ago, and those that never will. */
  prune(now: SimTime, out: Outcome): void {
    forget(this.ended, now - LIMITS.finalRetentionMs, out);
    forget(this.open, now - OPEN_RETENTION_MS, out);
  }

  private concerned(mrn: string): Concerned | undefined {
    return this.open.get(mrn) ?? this.ended.get(mrn);
  }

  /** The sender, and the countries of all offices that an advance record names. */
  private countriesIn({ sender, body }: Message): string[] {
    const { declaration } = body as Body<'X001'>;
    const countries = [sender];
    const add = (office: string): void => {
      const node = this.nodeByCode.get(office.slice(0, 2));
      if (node !== undefined && !countries.includes(node)) countries.push(node);
    };
    add(declaration.officeOfDeparture);
    for (const { office } of declaration.officesOfTransit) add(office);
    add(declaration.officeOfDestination);
    return countries;
  }
}

/** Sent ahead on release: the first that ICE hears of a movement. */
export const announces = ({ messageType }: Pick<Message, 'messageType'>): boolean =>
  messageType === 'X001' || messageType === 'X050';

function forget(table: Table<Concerned>, until: SimTime, out: Outcome): void {
  for (const [mrn, { at }] of table.entries()) {
    if (at > until) break;
    out.put(table, mrn, undefined);
  }
}
