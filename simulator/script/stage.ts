/** One step of the script at work: its names as they are now, and what every act uses. */
import type { MessageCode, Body } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { Drafts } from '../core/drafts.ts';
import type { Outcome } from '../core/participant.ts';
import type { Row } from '../core/table.ts';
import { asIs, Table } from '../core/table.ts';
import type { SimTime } from '../core/time.ts';
import type { ScriptNumber } from '../core/world-facts.ts';
import { worldFact } from '../core/world-facts.ts';
import type { Trip } from '../traffic/trip.ts';
import { Unknown } from './change.ts';
import type { KindOfName, NamedRow, RowOfKind } from './named.ts';
import type { ScriptSpec, TraderSpec } from './parameters.ts';

/** What of the world the script uses. */
export interface ScriptGiven {
  readonly spec: ScriptSpec;
  readonly scheme: SchemeParameters;
  /** TIN of the insurer in each participating country (ISO alpha-3). */
  readonly guarantorTins: Readonly<Record<string, string>>;
  /** The way of a movement; throws RangeError where there is none. */
  readonly tripFor: (from: string, to: string, via: readonly string[]) => Trip;
}

/** A message before it has its id. */
export interface Letter {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly body: object;
  readonly mrn?: string;
  readonly lrn?: string;
  readonly correlationId?: string;
}

export class Stage {
  readonly given: ScriptGiven;
  readonly names: Drafts<NamedRow>;
  now: SimTime = 0;
  out!: Outcome;

  constructor(given: ScriptGiven) {
    this.given = given;
    this.names = new Drafts(new Table<NamedRow>('scriptNames', asIs));
  }

  get tables(): readonly Table<Row>[] {
    return [this.names.table];
  }

  begin(now: SimTime, out: Outcome): void {
    this.now = now;
    this.out = out;
  }

  row(name: string): NamedRow | undefined {
    return this.names.get(name);
  }

  /** The row of a name. @throws Unknown where the script has not come to it. */
  of<K extends KindOfName>(kind: K, name: string): RowOfKind<K> {
    const row = this.names.get(name);
    if (row?.kind !== kind) throw new Unknown(`there is no ${kind} ${name} yet`);
    return row as RowOfKind<K>;
  }

  /** A movement that has its MRN. @throws Unknown where nobody was told it: whoever writes it down has to wait. */
  moving(name: string): RowOfKind<'movement'> {
    const movement = this.of('movement', name);
    if (movement.mrn === '') throw new Unknown(`${name} has no MRN yet`);
    return movement;
  }

  /** A guarantee that has its GRN. @throws Unknown where it is not granted yet. */
  granted(name: string): RowOfKind<'guarantee'> {
    const guarantee = this.of('guarantee', name);
    if (guarantee.grn === '') throw new Unknown(`${name} has no GRN yet`);
    return guarantee;
  }

  set(name: string, row: NamedRow): void {
    this.names.set(name, row);
  }

  /** What the script says of a trader. @throws RangeError where it has none of this name: the form was checked. */
  trader(name: string): TraderSpec {
    const spec = this.given.spec.traders[name];
    if (spec === undefined) throw new RangeError(`the script has no trader ${name}`);
    return spec;
  }

  /** Name of the trader with a TIN. */
  traderBy(tin: string): string | undefined {
    return Object.entries(this.given.spec.traders).find(([, spec]) => spec.tin === tin)?.[0];
  }

  learnt(name: string, number: ScriptNumber, value: string): void {
    this.out.fact(worldFact({ type: 'NumberLearnt', name, number, value }));
  }
}

/** A message of the catalogue; the body's type follows from the code. */
export const letter = <C extends MessageCode>(
  type: C,
  from: string,
  to: string,
  body: Body<C>,
  header: Pick<Letter, 'mrn' | 'lrn' | 'correlationId'> = {},
): Letter => ({ type, from, to, body, ...header });
