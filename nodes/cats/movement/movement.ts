/** A movement at its office of departure and its enquiry authority, from the declaration to the discharge: the record, not what happens to it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { ControlResult, Declaration } from '../../common/messages/parts.ts';
import { DEPARTURE_STATES } from '../../common/states/departure.ts';
import type { MovementState } from '../../common/states/departure.ts';
import { ENQUIRY_STATES } from '../../common/states/enquiry.ts';
import type { StateInfo } from '../../common/states/row.ts';
import type { Debt, GuaranteeClaim } from './debt.ts';

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
  /** When the declaration was accepted; 0 before. */
  readonly acceptedAt: SimTime;
  /** When the goods were released; 0 before. */
  readonly releasedAt: SimTime;
  /** Controls done so far, for the offices ahead to recognise. */
  readonly controls: readonly ControlAt[];
  /** What is known of an enquiry or a recovery; undefined while there is none. */
  readonly enquiry: Enquiry | undefined;
  /** Offices of transit that the goods have passed. */
  readonly crossed: readonly string[];
  /** Offices that were not declared and were given the record when they asked for it. */
  readonly diverted: readonly string[];
  /** Offices that did not let the goods in: the sub-flag PassageRefused of row D28. */
  readonly refusedBy: readonly string[];
  /** When the arrival was told; 0 before. */
  readonly arrivedAt: SimTime;
  /** The office that told it, or the control result; empty before. */
  readonly arrivedAtOffice: string;
  /** Officers of this country who controlled the goods: none of them writes off a discrepancy (rule C506). */
  readonly controlledBy: readonly string[];
  readonly closedAt: SimTime;
}

export type Control = ControlResult;

/** A control, and the office that did it. */
export interface ControlAt {
  readonly office: string;
  readonly result: ControlResult;
}

/** An enquiry into a movement that was not discharged, and the recovery of the debt that may follow. */
export interface Enquiry {
  /** The authority that was asked (X142, X150), or that recovers; empty where there is none. */
  readonly asked: string;
  /** Date of the return copy that it tells of and an officer examines (X143 code 3); empty before. */
  readonly returnCopy: string;
  /** undefined until it is worked out. */
  readonly debt: Debt | undefined;
  /** The last claim on the guarantor. */
  readonly claim: GuaranteeClaim | undefined;
}

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
  readonly acceptedAt: SimTime;
  readonly releasedAt: SimTime;
  readonly controls: readonly ControlAt[];
  readonly enquiry: Enquiry | undefined;
  readonly crossed: readonly string[];
  readonly diverted: readonly string[];
  readonly refusedBy: readonly string[];
  readonly arrivedAt: SimTime;
  readonly arrivedAtOffice: string;
  readonly controlledBy: readonly string[];
  readonly closedAt: SimTime;

  constructor(data: MovementData, changes: Partial<MovementData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.lrn = data.lrn;
    this.mrn = changes.mrn ?? data.mrn;
    this.trader = data.trader;
    this.declarationId = data.declarationId;
    this.declaration = changes.declaration ?? data.declaration;
    this.channel = changes.channel ?? data.channel;
    this.uses = changes.uses ?? data.uses;
    this.attempt = changes.attempt ?? data.attempt;
    this.control = changes.control ?? data.control;
    this.seals = changes.seals ?? data.seals;
    this.limitDate = changes.limitDate ?? data.limitDate;
    this.acceptedAt = changes.acceptedAt ?? data.acceptedAt;
    this.releasedAt = changes.releasedAt ?? data.releasedAt;
    this.controls = changes.controls ?? data.controls;
    this.enquiry = changes.enquiry ?? data.enquiry;
    this.crossed = changes.crossed ?? data.crossed;
    this.diverted = changes.diverted ?? data.diverted;
    this.refusedBy = changes.refusedBy ?? data.refusedBy;
    this.arrivedAt = changes.arrivedAt ?? data.arrivedAt;
    this.arrivedAtOffice = changes.arrivedAtOffice ?? data.arrivedAtOffice;
    this.controlledBy = changes.controlledBy ?? data.controlledBy;
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

/** Shared by all movements without a control. */
export const NO_CONTROLS: readonly ControlAt[] = [];
/** Shared by all movements that nothing of the kind has happened to yet: no office, no officer, no guarantee. */
export const NOBODY: readonly never[] = [];

export const reviveMovement = (json: unknown): Movement => new Movement(json as MovementData);

const STATES: Readonly<Record<string, StateInfo>> = { ...DEPARTURE_STATES, ...ENQUIRY_STATES };
const FINAL: ReadonlySet<string> = new Set(
  Object.keys(STATES).filter((name) => STATES[name]?.final === true),
);

/** Whether nothing can happen to the movement any more. */
export const isOver = ({ status }: Movement): boolean => FINAL.has(status);
