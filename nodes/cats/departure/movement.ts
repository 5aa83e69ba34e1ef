/** A movement at its office of departure, from the declaration to the discharge: the record, not what happens to it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { ControlResult, Declaration } from '../../common/messages/parts.ts';
import { DEPARTURE_STATES } from '../../common/states/departure.ts';
import type { MovementState } from '../../common/states/departure.ts';
import { ENQUIRY_STATES } from '../../common/states/enquiry.ts';
import type { StateInfo } from '../../common/states/row.ts';

/** What became of the amount asked of one guarantee. */
export interface GuaranteeUse {
  readonly grn: string;
  readonly type: string;
  readonly accessCode: string;
  /** In the scheme currency. */
  readonly amount: number;
  readonly status: 'asked' | 'reserved' | 'refused';
  /** Reasons Gxx of a refusal. */
  readonly reasons: readonly string[];
}

export interface MovementData {
  readonly status: MovementState;
  readonly lrn: string;
  /** Empty until the declaration is accepted. */
  readonly mrn: string;
  /** Who lodged the declaration: he is answered. */
  readonly trader: string;
  /** messageId of the declaration. */
  readonly declarationId: string;
  readonly declaration: Declaration;
  readonly channel: Channel;
  /** Empty until the guarantee is asked for. */
  readonly uses: readonly GuaranteeUse[];
  /** How often the guarantee was asked for again (row D22). */
  readonly attempt: number;
  /** Of the control at departure, or, at release, that there was none. */
  readonly control: Control | undefined;
  readonly seals: SealData | undefined;
  /** Limit date; before release one that the officer has set, or 0. */
  readonly limitDate: SimTime;
  /** Offices of transit that the goods have passed. */
  readonly crossed: readonly string[];
  /** When the arrival was told; 0 before. */
  readonly arrivedAt: SimTime;
  readonly closedAt: SimTime;
}

export type Control = ControlResult;
export type SealData = NonNullable<Declaration['seals']>;

const NO_CHANGES: Partial<MovementData> = {};

export class Movement implements MovementData {
  readonly status: MovementState;
  readonly lrn: string;
  readonly mrn: string;
  readonly trader: string;
  readonly declarationId: string;
  readonly declaration: Declaration;
  readonly channel: Channel;
  readonly uses: readonly GuaranteeUse[];
  readonly attempt: number;
  readonly control: Control | undefined;
  readonly seals: SealData | undefined;
  readonly limitDate: SimTime;
  readonly crossed: readonly string[];
  readonly arrivedAt: SimTime;
  readonly closedAt: SimTime;

  constructor(data: MovementData, changes: Partial<MovementData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.lrn = data.lrn;
    this.mrn = changes.mrn ?? data.mrn;
    this.trader = data.trader;
    this.declarationId = data.declarationId;
    this.declaration = data.declaration;
    this.channel = changes.channel ?? data.channel;
    this.uses = changes.uses ?? data.uses;
    this.attempt = changes.attempt ?? data.attempt;
    this.control = changes.control ?? data.control;
    this.seals = changes.seals ?? data.seals;
    this.limitDate = changes.limitDate ?? data.limitDate;
    this.crossed = changes.crossed ?? data.crossed;
    this.arrivedAt = changes.arrivedAt ?? data.arrivedAt;
    this.closedAt = changes.closedAt ?? data.closedAt;
  }

  with(changes: Partial<MovementData>): Movement {
    return new Movement(this, changes);
  }

  /** Where the movement's messages come from and go to. */
  get office(): string {
    return this.declaration.officeOfDeparture;
  }

  /** Sum of what is asked of the guarantees, in the scheme currency. */
  get amount(): number {
    let cents = 0;
    for (const { amount } of this.uses) cents += Math.round(amount * 100);
    return cents / 100;
  }
}

export const reviveMovement = (json: unknown): Movement => new Movement(json as MovementData);

const STATES: Readonly<Record<string, StateInfo>> = { ...DEPARTURE_STATES, ...ENQUIRY_STATES };
const FINAL: ReadonlySet<string> = new Set(
  Object.keys(STATES).filter((name) => STATES[name]?.final === true),
);

/** Whether nothing can happen to the movement any more. */
export const isOver = ({ status }: Movement): boolean => FINAL.has(status);
