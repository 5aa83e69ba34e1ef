/** ICE, some national applications with their insurers, and everybody outside them: made, fed, quietened, asked for facts, ended. Kills nobody. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Network } from '../../simulator/core/cell.ts';
import { ICE, insurerOf, networkOf, WORLD } from '../../nodes/common/routing.ts';
import { newSecret } from '../../nodes/process/credentials.ts';
import { RealCast } from '../../nodes/process/testing/real-cast.ts';
import { within } from '../../nodes/process/testing/wait.ts';
import { audit } from './audit.ts';
import type { Findings } from './audit.ts';
import { merged } from './merge.ts';
import type { Mortal } from '../town/mortal.ts';
import { raise } from '../town/raise.ts';
import { Trade } from './trade.ts';
import type { Told } from './witness.ts';
import { WITNESS, WitnessCountry } from './witness.ts';

/** A twelfth of what it is in law, the least that processes on their own clocks may have. */
const ACK_MS = 10_000 / 12;
/** Until accounts, guarantees and a first movement are through. */
const START_MS = 60_000;
const PAGE_BYTES = 4_096;
const LOOK_MS = 50;

interface Parts {
  readonly dir: string;
  readonly network: Network;
  readonly mortals: ReadonlyMap<string, Mortal>;
  readonly trade: Trade;
  readonly witness: WitnessCountry;
}

export class Town {
  readonly mortals: ReadonlyMap<string, Mortal>;
  private readonly dir: string;
  private readonly network: Network;
  private readonly trade: Trade;
  private readonly witness: WitnessCountry;
  /** What each participant has said so far, and all of it in one order. */
  private readonly stores = new Map<string, Entry[]>();
  private readonly journal: Entry[] = [];
  /** How many messages of each outsider are in it. */
  private readonly told = new Map<string, number>();

  private constructor(parts: Parts) {
    ({
      dir: this.dir,
      network: this.network,
      mortals: this.mortals,
      trade: this.trade,
      witness: this.witness,
    } = parts);
  }

  /**
   * Everybody is up.
   * @param nodes countries that take part with a national application of ours.
   * @param onServed somebody outside has an acknowledgement of this one.
   */
  static async found(
    dir: string,
    nodes: readonly string[],
    onServed: (id: string) => void,
  ): Promise<Town> {
    const countries = [...nodes, WITNESS];
    const spec = { countries, ackMs: Math.ceil(ACK_MS) };
    const secrets = Object.fromEntries(countries.map((country) => [country, newSecret()]));
    const mortals = await raise(dir, nodes, spec, secrets);
    const doors = Object.fromEntries(
      [...mortals].flatMap(([id, { place }]) => (id === ICE ? [] : [[id, place]])),
    );
    const { scheme, participants, codes } = new RealCast(spec);
    const witness = await WitnessCountry.begin(
      () => mortals.get(ICE)?.url ?? '',
      secrets[WITNESS] ?? '',
      nodes,
      () => onServed(ICE),
    );
    const trade = new Trade({ scheme, doors, onServed });
    return new Town({ dir, network: networkOf(participants, codes), mortals, trade, witness });
  }

  /** The traders apply for what they need. Settles when the first movement has been there and back. */
  async begin(): Promise<void> {
    const { trade } = this;
    const seen = (): string => this.surprises().join('; ');
    await within(START_MS, 'a first movement written off', trade.open(), seen);
  }

  /** Pages of 4 KiB in the store of one of them. */
  pagesOf(id: string): number {
    return Math.ceil(statSync(join(this.dir, `${id}.sqlite`)).size / PAGE_BYTES);
  }

  /** Movements written off so far. */
  get discharged(): number {
    return this.trade.discharged;
  }

  /** Nothing new begins, and what is under way comes to its end. @returns what does not, within this time. */
  async quieten(boundMs: number): Promise<string | undefined> {
    this.trade.pause(true);
    this.witness.pause(true);
    const until = performance.now() + boundMs;
    let left = await this.left();
    while (left !== undefined && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      left = await this.left();
    }
    return left;
  }

  goOn(): void {
    this.trade.pause(false);
    this.witness.pause(false);
  }

  /** For a moment at which it is quiet. */
  async audit(): Promise<Findings> {
    const fresh: Entry[][] = [];
    for (const [id, mortal] of this.mortals) {
      for (const participant of id === ICE ? [ICE] : [id, insurerOf(id)]) {
        const facts = await factsOf(mortal, participant, this.stores.get(participant)?.length ?? 0);
        this.stores.set(participant, [...(this.stores.get(participant) ?? []), ...facts]);
        fresh.push(facts);
      }
    }
    fresh.push(this.outsiders(WORLD, this.trade.sent), this.outsiders(WITNESS, this.witness.sent));
    this.journal.push(...merged(fresh));
    const { taken, received } = this.witness;
    const doors = Object.fromEntries(this.trade.visitors);
    const { stores, journal, network } = this;
    const testimony = { witness: WITNESS, taken, received, doors };
    const findings = audit(testimony, { stores, merged: journal, network });
    const again = [...this.trade.visitors.values()].flatMap(({ heardAgain }) => heardAgain);
    return { ...findings, doubled: [...findings.doubled, ...again] };
  }

  /** What those outside have sent since the last audit, as they would journal it. */
  private outsiders(n: string, sent: readonly { t: number; message: Told }[]): Entry[] {
    const from = this.told.get(n) ?? 0;
    this.told.set(n, sent.length);
    return sent.slice(from).map(({ t, message }, i) => {
      const { messageId: id, messageType: msg, sender, recipient: to, mrn, lrn } = message;
      const about = {
        ...(mrn === undefined ? {} : { mrn }),
        ...(lrn === undefined ? {} : { lrn }),
      };
      return { t, n, s: from + i, type: 'MessageSent', id, msg, from: sender, to, ...about };
    });
  }

  /** What went otherwise than anybody expects: refusals, and sentences that are no ordinary trouble. */
  surprises(): string[] {
    const refused = [...this.trade.visitors.values()].flatMap((visitor) => visitor.refused);
    const said = [...this.mortals.values()].flatMap(({ id, complaints }) =>
      complaints.filter((line) => !ORDINARY.test(line)).map((line) => `${id}: ${line}`),
    );
    return [...this.trade.surprises, ...refused, ...said];
  }

  async end(): Promise<void> {
    this.trade.end();
    await this.witness.end();
    for (const mortal of this.mortals.values()) await mortal.end();
  }

  /** What is still under way, as a sentence; undefined where nothing is. */
  private async left(): Promise<string | undefined> {
    const parts: string[] = [];
    if (this.trade.underWay > 0)
      parts.push(`${this.trade.underWay} movements and posts of traders`);
    if (this.witness.underWay > 0) parts.push(`${this.witness.underWay} messages of ${WITNESS}`);
    for (const mortal of this.mortals.values()) {
      const depth = await mortal.outboxDepth().catch(() => Infinity);
      if (depth > 0) parts.push(`${depth} in the outbox of ${mortal.id}`);
    }
    return parts.length === 0 ? undefined : parts.join(', ');
  }
}

/** What dying neighbours make a process say. */
const ORDINARY =
  /nobody answers there|connection (was )?(lost|closed)|is full|tries again|is connected$|the exchange is back/;

/** All facts of a participant from this number on. */
async function factsOf(mortal: Mortal, participant: string, from: number): Promise<Entry[]> {
  const facts: Entry[] = [];
  for (;;) {
    const path = `/facts?participant=${participant}&from=${from + facts.length}`;
    const lines = (await read(mortal, path)).split('\n').filter((line) => line !== '');
    if (lines.length === 0) return facts;
    for (const line of lines) facts.push(JSON.parse(line) as Entry);
  }
}

/** From a door that may be on its way back. */
async function read(mortal: Mortal, path: string): Promise<string> {
  for (;;) {
    try {
      return await (await mortal.fetch(path)).text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }
}
