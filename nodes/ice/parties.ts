/** Which countries a movement concerns: ICE lets nobody else send or receive about it (rule C604). */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';
import type { Body } from '../common/message-types.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ICE } from '../common/routing.ts';
import { announces, standingOf } from './standing.ts';

interface Concerned {
  /** Nodes, the country of departure first. */
  readonly countries: readonly string[];
  /** When it was announced; once it has ended, when ICE heard of the end. */
  readonly at: SimTime;
}

/** A movement whose end ICE never hears of is forgotten after this time, in ms: enquiry and recovery are over by then. */
const OPEN_RETENTION_MS = 400 * DAY;

/** Why a message may not pass: 90 where ICE knows no such movement, 92 where an end of it has no part in the movement. */
export type PartyObjection = '90' | '92';

export class Parties {
  readonly tables: readonly Table<Row>[];
  /** Both by MRN, the longest ago first. */
  private readonly open = new Table<Concerned>('parties', asIs);
  private readonly ended = new Table<Concerned>('partiesEnded', asIs);
  private readonly members: Readonly<Record<string, string>>;
  private readonly nodeByCode: ReadonlyMap<string, string>;

  constructor({ members }: Pick<SchemeParameters, 'members'>) {
    this.tables = [this.open, this.ended];
    this.members = members;
    this.nodeByCode = new Map(Object.entries(members).map(([node, iso2]) => [iso2, node]));
  }

  knows(mrn: string): boolean {
    return this.concerned(mrn) !== undefined;
  }

  /** Whether ICE knows that the movement concerns this node. */
  concerns(node: string, mrn: string): boolean {
    return this.concerned(mrn)?.countries.includes(node) === true;
  }

  /** What speaks against a message between these two ends; undefined where nothing does. */
  objection(message: Message, mrn: string): PartyObjection | undefined {
    const { sender, recipient } = message;
    const otherwise = (mayPass: boolean): PartyObjection | undefined =>
      mayPass ? undefined : '92';
    switch (standingOf(message.messageType)) {
      case 'asks':
        return otherwise(this.allots(recipient, mrn));
      case 'answers':
        return undefined;
      case 'involves':
      case 'covers':
        return otherwise(this.hasPart(sender, mrn));
      case 'compares':
        return this.allots(sender, mrn) || this.allots(recipient, mrn)
          ? undefined
          : this.between(message, mrn);
      case 'claims':
        return otherwise(
          this.hasPart(sender, mrn) && (recipient === ICE || this.hasPart(recipient, mrn)),
        );
      case 'clears':
        // Insurers clear once a month: by then the movement may be forgotten.
        return otherwise(!this.knows(mrn) || this.hasPart(sender, mrn));
      case 'announces':
      case undefined:
        return this.between(message, mrn);
    }
  }

  /** The country in an MRN is the one that allotted it. */
  allots(node: string, mrn: string): boolean {
    return this.members[node] === mrn.slice(2, 4);
  }

  /** A message was taken: it may make parties known, add one, or end the movement as far as ICE is concerned. */
  learn(message: Message, mrn: string, now: SimTime, out: Outcome): void {
    const { messageType, sender, recipient } = message;
    switch (standingOf(messageType)) {
      case 'announces':
        if (this.concerned(mrn) === undefined) {
          out.put(this.open, mrn, { countries: this.countriesIn(message), at: now });
        }
        break;
      case 'answers':
        // Rows D30 and the like: whoever has the record goes on with the movement.
        if ((message.body as Body<'X003'>).record !== undefined) {
          this.involve(mrn, sender, recipient, now, out);
        }
        break;
      case 'involves':
        this.involve(mrn, sender, recipient, now, out);
        break;
      case undefined:
        if (endsMovement(message)) this.end(mrn, now, out);
        break;
      case 'asks':
      case 'compares':
      case 'covers':
      case 'claims':
      case 'clears':
        break;
    }
  }

  /** Forgets movements that ended long ago, and those that never will. */
  prune(now: SimTime, out: Outcome): void {
    forget(this.ended, now - LIMITS.finalRetentionMs, out);
    forget(this.open, now - OPEN_RETENTION_MS, out);
  }

  private between({ messageType, sender, recipient, body }: Message, mrn: string) {
    const countries =
      this.concerned(mrn)?.countries ??
      (announces({ messageType }) ? this.countriesIn({ sender, body }) : undefined);
    if (countries === undefined) return '90';
    return countries.includes(sender) && countries.includes(recipient) ? undefined : '92';
  }

  /** A party, or the country of departure, whose movement need not have left it yet. */
  private hasPart(node: string, mrn: string): boolean {
    return this.allots(node, mrn) || this.concerns(node, mrn);
  }

  private involve(
    mrn: string,
    sender: string,
    recipient: string,
    now: SimTime,
    out: Outcome,
  ): void {
    const known = this.concerned(mrn)?.countries ?? [];
    const countries = [...new Set([...known, sender, recipient])];
    if (this.ended.has(mrn)) out.put(this.ended, mrn, undefined);
    else if (countries.length === known.length) return;
    // Written anew, so that the table stays in the order of its times.
    if (this.open.has(mrn)) out.put(this.open, mrn, undefined);
    out.put(this.open, mrn, { countries, at: now });
  }

  private end(mrn: string, now: SimTime, out: Outcome): void {
    const concerned = this.open.get(mrn);
    if (concerned === undefined) return;
    out.put(this.open, mrn, undefined);
    out.put(this.ended, mrn, { countries: concerned.countries, at: now });
  }

  private concerned(mrn: string): Concerned | undefined {
    return this.open.get(mrn) ?? this.ended.get(mrn);
  }

  /** The sender, and the countries of all offices that an advance record names. */
  private countriesIn({ sender, body }: Pick<Message, 'sender' | 'body'>): string[] {
    const { declaration } = body as Body<'X001'>;
    const countries = [sender];
    const add = (office: string): void => {
      const node = this.nodeByCode.get(office.slice(0, 2));
      if (node !== undefined && !countries.includes(node)) countries.push(node);
    };
    add(declaration.officeOfDeparture);
    for (const { office } of declaration.officesOfTransit) add(office);
    for (const office of declaration.officesOfExit ?? []) add(office);
    add(declaration.officeOfDestination);
    return countries;
  }
}

/** The discharge, a cancellation or a debt collected; major discrepancies (B1) are answered first (X049). */
function endsMovement({ messageType, body }: Message): boolean {
  switch (messageType) {
    case 'X018':
      return (body as Body<'X018'>).result.code !== 'B1';
    case 'X049':
      return (body as Body<'X049'>).resolved === 1;
    case 'X010':
    case 'X152':
      return true;
    default:
      return false;
  }
}

function forget(table: Table<Concerned>, until: SimTime, out: Outcome): void {
  for (const [mrn, { at }] of table.entries()) {
    if (at > until) break;
    out.put(table, mrn, undefined);
  }
}
