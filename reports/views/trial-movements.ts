/** The part of a trial that is the procedure: movements by LRN, their states at each office, their milestones. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { EntryOf, KnownEntry } from './known-entry.ts';
import { known } from './known-entry.ts';
import { milestoneOf } from './milestones.ts';
import { isEnded } from './state-of.ts';
import { followRow, NONE } from './trial-follow.ts';
import type { Attention, MilestoneKind, MovementView } from './trial-rows.ts';
import type { TrialState } from './trial-state.ts';
import { shapeOf, taskIdOf } from './trial-state.ts';

export function stepMovement(state: TrialState, entry: Entry): void {
  const fact = known(entry);
  switch (fact.type) {
    case 'MessageSent':
    case 'MessageReceived':
    case 'MessageTaken':
      return;
    case 'DeclarationSubmitted':
      onSubmitted(state, fact);
      break;
    case 'MovementAccepted':
      onAccepted(state, fact);
      break;
    default:
      break;
  }
  const movement = movementFor(state, entry);
  if (movement === undefined) return;
  followRow(movement, entry);
  apply(movement, fact);
  const happened = milestoneOf(fact, movement);
  if (happened !== undefined) milestone(movement, happened.kind, fact.t, happened.place);
  movement.attention = attentionOf(movement);
  reshape(state, movement);
  if (isEnded('departure', movement.departure)) settle(state, movement.id, entry.t);
}

/** The movement that an entry is about; a declaration rejected on the spot makes its row. */
function movementFor(state: TrialState, entry: Entry): MovementView | undefined {
  const { mrn, lrn } = entry;
  if (typeof mrn === 'string') return state.movementOf(mrn);
  if (typeof lrn !== 'string') return undefined;
  return entry.type === 'DeclarationRejected' ? movementAt(state, lrn) : state.movements.edit(lrn);
}

/** The row of an LRN, to be changed in place; made where it is new. */
export function movementAt(state: TrialState, lrn: string): MovementView {
  return state.movements.edit(lrn) ?? state.movements.add(newMovement(lrn));
}

function onSubmitted(state: TrialState, fact: EntryOf<'DeclarationSubmitted'>): void {
  const movement = movementAt(state, fact.lrn);
  movement.principal = fact.principal;
  movement.plate = fact.plate;
  movement.tirCarnet = fact.tirCarnet ?? null;
  if (movement.goods === '') movement.goods = fact.goods;
  movement.node = fact.n;
  movement.office = fact.office;
  movement.destinationOffice = fact.destination;
  movement.countries = fact.countries;
  movement.declaredAt = fact.t;
}

function onAccepted(state: TrialState, fact: EntryOf<'MovementAccepted'>): void {
  const movement = movementAt(state, fact.lrn);
  state.allot(movement, fact.mrn);
  movement.acceptedAt = fact.t;
  const truck = movement.truck === null ? undefined : state.trucks.edit(movement.truck);
  if (truck !== undefined) truck.mrn = fact.mrn;
}

/** What the fact says beyond its row. */
function apply(movement: MovementView, fact: KnownEntry): void {
  switch (fact.type) {
    case 'TaskOpened':
      movement.task = taskIdOf(fact.n, fact.task);
      break;
    case 'TaskDecided':
    case 'TaskWithdrawn':
      if (movement.task === taskIdOf(fact.n, fact.task)) movement.task = null;
      break;
    case 'DeclarationRejected':
      movement.principal = fact.principal;
      movement.node = fact.n;
      break;
    case 'ControlDecided':
      movement.channel = fact.channel;
      movement.controlled = true;
      break;
    case 'MovementReleased':
      movement.channel = fact.channel;
      movement.releasedAt = fact.t;
      movement.limitDate = fact.limitDate;
      break;
    case 'EntryCheckBegun':
    case 'DestinationControlDecided':
      movement.controlled = true;
      break;
    case 'GuaranteeAsked':
    case 'ReleaseDenied':
    case 'MovementInvalidated':
    case 'GoodsReleased':
    case 'HeldGoodsReleased':
    case 'GoodsHeld':
      movement.controlled = false;
      break;
    case 'PassageGranted':
      movement.controlled = false;
      movement.stoppedAt = '';
      break;
    case 'EntryRefused':
      movement.controlled = false;
      movement.stoppedAt = fact.office;
      break;
    case 'AtrRefused':
    case 'AtrUnanswered':
    case 'PassageStopped':
      movement.stoppedAt = fact.office;
      break;
    case 'PassageOnPaper':
    case 'ArrivalNotified':
      movement.stoppedAt = '';
      break;
    case 'MovementArrived':
      movement.arrivedAt = fact.t;
      break;
    case 'PrincipalAsked':
      movement.asked = movement.principal;
      movement.askedUntil = fact.until;
      break;
    case 'EnquiryOpened':
      movement.asked = fact.asked;
      movement.askedUntil = fact.until;
      break;
    case 'RecoveryAsked':
    case 'RecoveryTransferred':
      movement.asked = fact.office;
      break;
    case 'GuarantorClaimed':
      movement.asked = insurerOf(movement.node);
      break;
    default:
      break;
  }
}

/** The fronting insurer of a country. */
const insurerOf = (node: string): string => `FI-${node}`;

/** Appends to the timeline, whose length the route bounds. */
export function milestone(
  movement: MovementView,
  kind: MilestoneKind,
  t: number,
  place: string,
): void {
  movement.milestones = [...movement.milestones, { kind, t, place }];
}

/** How much a movement needs a person, by its states. */
function attentionOf({ departure, transit, stoppedAt }: Readonly<MovementView>): Attention {
  switch (departure) {
    case 'guaranteeUnderAmendment':
    case 'discrepancyOpen':
      return 2;
    case 'released':
      if (stoppedAt !== '') return 2;
      return transit.some(({ state }) => state === 'overdue') ? 1 : 0;
    case 'enquiryRecommended':
    case 'askedPrincipal':
    case 'underEnquiry':
    case 'recoveryRecommended':
    case 'recoveryAsked':
    case 'recoveryTransferred':
    case 'underRecovery':
    case 'claimOnGuarantor':
    case 'dispute':
      return 3;
    default:
      return 0;
  }
}

function reshape(state: TrialState, movement: MovementView): void {
  if (movement.truck === null) return;
  const truck = state.trucks.get(movement.truck);
  if (truck === undefined) return;
  const shape = shapeOf(truck, movement);
  if (shape === truck.shape) return;
  const own = state.trucks.edit(truck.id);
  if (own !== undefined) own.shape = shape;
}

/** Once the procedure is over and the truck is gone, the movement is one of the past. */
export function settle(state: TrialState, lrn: string, t: number): void {
  const movement = state.movements.get(lrn);
  if (movement === undefined || movement.endedAt !== null) return;
  if (!isEnded('departure', movement.departure)) return;
  const truck = movement.truck === null ? undefined : state.trucks.get(movement.truck);
  if (truck !== undefined && truck.doing !== 'left') return;
  const own = state.movements.edit(lrn);
  if (own !== undefined) state.end(own, t);
}

const newMovement = (lrn: string): MovementView => ({
  id: lrn,
  edition: 0,
  mrn: null,
  truck: null,
  plate: '',
  tirCarnet: null,
  principal: '',
  carrier: '',
  goods: '',
  from: '',
  to: '',
  node: '',
  office: '',
  destinationOffice: '',
  countries: [],
  departure: NONE,
  transit: [],
  destination: null,
  usage: NONE,
  channel: '',
  declaredAt: null,
  acceptedAt: null,
  releasedAt: null,
  limitDate: null,
  arrivedAt: null,
  endedAt: null,
  controlled: false,
  stoppedAt: '',
  asked: '',
  askedUntil: null,
  attention: 0,
  task: null,
  milestones: [],
});
