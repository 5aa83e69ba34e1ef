/** The part of a trial that is the procedure: movements by LRN, their states at each office, their milestones. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { EntryOf, KnownEntry } from './known-entry.ts';
import { known } from './known-entry.ts';
import { isEnded, stateAfter, targetOf } from './state-of.ts';
import type { Leg, MilestoneKind, MovementView } from './trial-rows.ts';
import type { TrialState } from './trial-state.ts';
import { shapeOf, taskIdOf } from './trial-state.ts';

/** Before the first row of a state table. */
const NONE = 'none';

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
  follow(movement, entry);
  apply(movement, fact);
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

/** Follows the row that the entry names, in the machine of that row. */
function follow(movement: MovementView, entry: Entry): void {
  const target = entry.row === undefined ? undefined : targetOf(entry.row);
  if (target === undefined) return;
  switch (target.machine) {
    case 'departure':
    case 'enquiry':
      movement.departure = stateAfter(target, entry.type, movement.departure);
      break;
    case 'transit': {
      const office = typeof entry['office'] === 'string' ? entry['office'] : '';
      const before = movement.transit.find((leg) => leg.office === office);
      const leg = legAfter(
        before,
        entry,
        office,
        stateAfter(target, entry.type, before?.state ?? NONE),
      );
      movement.transit =
        before === undefined
          ? alongTheWay([...movement.transit, leg], movement.countries)
          : movement.transit.map((other) => (other === before ? leg : other));
      break;
    }
    case 'destination': {
      const before = movement.destination;
      const office = typeof entry['office'] === 'string' ? entry['office'] : (before?.office ?? '');
      const next = stateAfter(target, entry.type, before?.state ?? NONE);
      movement.destination = legAfter(before ?? undefined, entry, office, next);
      break;
    }
    case 'usage':
      movement.usage = stateAfter(target, entry.type, movement.usage);
      break;
    case 'guarantee':
      break;
  }
}

/** Advance records come in any order; the offices are told in that of the countries. The sort keeps the order of equals. */
const alongTheWay = (legs: Leg[], countries: readonly string[]): Leg[] => {
  const rank = ({ office }: Leg): number => countries.indexOf(office.slice(0, 2));
  return legs.sort((a, b) => rank(a) - rank(b));
};

const legAfter = (before: Leg | undefined, entry: Entry, office: string, state: string): Leg =>
  before?.state === state ? before : { node: entry.n, office, state, since: entry.t };

/** What the fact says beyond its row. */
function apply(movement: MovementView, fact: KnownEntry): void {
  const mark = (kind: MilestoneKind, place: string): void =>
    milestone(movement, kind, fact.t, place);
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
      mark('rejected', '');
      break;
    case 'DeclarationSubmitted':
      mark('declared', fact.office);
      break;
    case 'MovementAccepted':
      mark('accepted', fact.office);
      break;
    case 'DeclarationRefused':
      mark('refused', movement.office);
      break;
    case 'ControlDecided':
      movement.channel = fact.channel;
      movement.controlled = true;
      mark('controlDecided', movement.office);
      break;
    case 'GuaranteeAsked':
      movement.controlled = false;
      break;
    case 'UsageReserved':
      mark('guaranteeReserved', fact.grn);
      break;
    case 'GuaranteeRejected':
      movement.attention = 2;
      mark('guaranteeRejected', movement.office);
      break;
    case 'MovementReleased':
      movement.channel = fact.channel;
      movement.releasedAt = fact.t;
      movement.limitDate = fact.limitDate;
      movement.attention = 0;
      mark('released', movement.office);
      break;
    case 'ReleaseDenied':
      movement.controlled = false;
      movement.attention = 0;
      mark('notReleased', movement.office);
      break;
    case 'TruckPresented':
      mark('presented', fact.office);
      break;
    case 'EntryCheckBegun':
      movement.controlled = true;
      mark('checked', fact.office);
      break;
    case 'PassageGranted':
      movement.controlled = false;
      if (movement.attention === 1) movement.attention = 0;
      mark('passed', fact.office);
      break;
    case 'AtrOverdue':
      if (movement.attention === 0) movement.attention = 1;
      break;
    case 'ArrivalNotified':
      mark('arrivalNotified', fact.office);
      break;
    case 'DestinationControlDecided':
      movement.controlled = true;
      mark('controlAtDestination', movement.destinationOffice);
      break;
    case 'GoodsReleased':
      movement.controlled = false;
      mark('goodsReleased', fact.office);
      break;
    case 'MovementArrived':
      movement.arrivedAt = fact.t;
      movement.attention = 0;
      mark('arrivalRecorded', fact.office);
      break;
    case 'EnquiryRecommended':
      movement.attention = 3;
      mark('enquiry', movement.office);
      break;
    case 'EnquiryEnded':
      movement.attention = 0;
      break;
    case 'MovementWrittenOff':
      movement.attention = 0;
      mark('writtenOff', movement.office);
      break;
    default:
      break;
  }
}

/** Appends to the timeline, whose length the route bounds. */
export function milestone(
  movement: MovementView,
  kind: MilestoneKind,
  t: number,
  place: string,
): void {
  movement.milestones = [...movement.milestones, { kind, t, place }];
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
  attention: 0,
  task: null,
  milestones: [],
});
