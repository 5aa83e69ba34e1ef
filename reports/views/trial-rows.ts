/** The rows of a trial: what the map, the lists and the panels read. Plain data, changed only by the folds in this folder. */
import type { Side } from '../../simulator/core/world-facts.ts';
import type { TaskKind } from '../../nodes/common/tasks.ts';
import type { Row } from './rows.ts';

/** Milliseconds of simulated time, UTC. */
type Time = number;

/** The five shapes of the map (screens.md): moving, waiting, under control, incident, ended. */
export type Shape = 'moving' | 'waiting' | 'underControl' | 'incident' | 'ended';

/** What a truck does: the world's own phases, as far as its facts tell them. */
export type Doing =
  | 'ready'
  | 'driving'
  | 'resting'
  /** Before a closed road, or broken down. */
  | 'stopped'
  | 'queued'
  | 'served'
  | 'cleared'
  | 'atPort'
  | 'aboard'
  | 'landed'
  | 'arrived'
  | 'left';

/** How much it needs a person: 0 nothing, 1 late, 2 needs a decision, 3 broken. */
export type Attention = 0 | 1 | 2 | 3;

export interface TruckView extends Row {
  readonly plate: string;
  readonly lrn: string;
  mrn: string | null;
  readonly carrier: string;
  /** Place ids. */
  readonly from: string;
  readonly to: string;
  readonly route: readonly string[];
  readonly flow: string;
  readonly goods: string;
  readonly tonnes: number;
  shape: Shape;
  doing: Doing;
  /** When it began to do that. */
  since: Time;
  /** Kilometres from the start of the route at `t`, and where it is going: at `until` it is at `toKm`. Standing: `km === toKm`. */
  km: number;
  toKm: number;
  t: Time;
  /** End of the drive, the rest or the voyage; equals `t` where no end is known. */
  until: Time;
  /** Where it stands: id of a place, post or port; null on the road and at sea. */
  place: string | null;
  side: Side | null;
  /** The vessel that it is aboard. */
  vessel: string | null;
  /** Ferry line that it waits for or sails on. */
  line: string | null;
}

/** Kilometres from the start of the route at a time within the truck's current motion. */
export function kmAt(truck: Readonly<TruckView>, now: Time): number {
  const { km, toKm, t, until } = truck;
  if (until <= t || now >= until) return toKm;
  return now <= t ? km : km + ((toKm - km) * (now - t)) / (until - t);
}

export type MilestoneKind =
  | 'ready'
  | 'rejected'
  | 'preLodged'
  | 'notPresented'
  | 'presentationRejected'
  | 'amended'
  | 'amendmentRejected'
  | 'invalidationAsked'
  | 'invalidationRefused'
  | 'invalidated'
  | 'declared'
  | 'accepted'
  | 'refused'
  | 'controlDecided'
  | 'revision'
  | 'guaranteeReserved'
  | 'guaranteeRejected'
  | 'released'
  | 'notReleased'
  | 'departed'
  | 'queued'
  | 'presented'
  | 'checked'
  | 'passed'
  | 'passedOnPaper'
  | 'passageRefused'
  | 'recordAsked'
  | 'recordGiven'
  | 'recordRefused'
  | 'recordMissing'
  | 'incident'
  | 'incidentRegistered'
  | 'exitGranted'
  | 'exitRefused'
  | 'cleared'
  | 'atPort'
  | 'sailed'
  | 'landed'
  | 'arrived'
  | 'arrivalRejected'
  | 'arrivalNotified'
  | 'unloading'
  | 'unloadingContinued'
  | 'unloadingReported'
  | 'remarksRejected'
  | 'unloadingOverdue'
  | 'arrivalRecorded'
  | 'controlAtDestination'
  | 'goodsReleased'
  | 'majorFindings'
  | 'discrepancy'
  | 'discrepancyUnresolved'
  | 'goodsHeld'
  | 'enquiry'
  | 'enquiryEnded'
  | 'principalAsked'
  | 'principalAnswerRejected'
  | 'enquiryOpened'
  | 'enquiryAnswered'
  | 'returnCopyFound'
  | 'proofAccepted'
  | 'recoveryRecommended'
  | 'recoveryAsked'
  | 'recoveryTransferred'
  | 'recoveryBegun'
  | 'claimed'
  | 'claimAccepted'
  | 'claimDisputed'
  | 'claimOverdue'
  | 'claimWithdrawn'
  | 'guarantorFreed'
  | 'recovered'
  | 'refundDue'
  | 'writtenOff'
  | 'turnedAway'
  | 'turnedBack'
  | 'gone'
  | 'left';

/** `place`: an office code, or the id of a place, post, port or vessel; empty where there is none. */
export interface Milestone {
  readonly kind: MilestoneKind;
  readonly t: Time;
  readonly place: string;
}

/** One office on the way, as it sees the movement. */
export interface Leg {
  readonly node: string;
  readonly office: string;
  readonly state: string;
  readonly since: Time;
}

/** A movement, known by its LRN (`id`), then its MRN. States are those of the state tables; `none` before. */
export interface MovementView extends Row {
  mrn: string | null;
  truck: string | null;
  plate: string;
  tirCarnet: string | null;
  principal: string;
  carrier: string;
  goods: string;
  /** Place ids; empty where no truck was seen. */
  from: string;
  to: string;
  /** Node and office of departure, office of destination; empty before the declaration. */
  node: string;
  office: string;
  destinationOffice: string;
  /** Countries (two letters, as office codes begin) that it means to pass, in order, from the declaration. */
  countries: readonly string[];
  departure: string;
  /** In the order of the countries on the way. */
  transit: readonly Leg[];
  destination: Leg | null;
  /** State of the guarantee usage. */
  usage: string;
  channel: string;
  declaredAt: Time | null;
  acceptedAt: Time | null;
  releasedAt: Time | null;
  limitDate: Time | null;
  arrivedAt: Time | null;
  endedAt: Time | null;
  /** Open control: at departure, at a border, at destination. */
  controlled: boolean;
  /** Office that does not let the truck go on; empty where none stops it. */
  stoppedAt: string;
  /** In enquiry and recovery: whose answer or payment is awaited, and until when, as far as facts have told it. */
  asked: string;
  askedUntil: Time | null;
  attention: Attention;
  /** The open question about it that an officer was asked last: id of a task. */
  task: string | null;
  milestones: readonly Milestone[];
}

export interface SideView {
  /** Trucks of the trial that wait and that stand in a lane. */
  readonly waiting: number;
  readonly serving: number;
  /** Trucks of the trial before the one that moved last, and hours of other traffic before the one that came last: as journalled. */
  readonly queue: number;
  readonly background: number;
  readonly cleared: number;
  /** Of the last trucks cleared, in ms from joining the queue, oldest first; at most 32. */
  readonly recentWaits: readonly number[];
  /** Nobody is served until then; null where it is open. */
  readonly closedUntil: Time | null;
}

export interface PostView extends Row {
  exit: SideView;
  entry: SideView;
}

export interface VesselView extends Row {
  line: string;
  state: 'boarding' | 'sailing' | 'inPort';
  /** Where it lies; null at sea. */
  port: string | null;
  from: string;
  to: string;
  t: Time;
  until: Time;
  capacity: number;
  trucks: readonly string[];
}

export interface PortView extends Row {
  open: boolean;
  closedAt: Time | null;
  closedUntil: Time | null;
  why: string;
  waiting: number;
  /** Waits for a ferry of the last trucks that sailed, in ms, oldest first; at most 32. */
  recentWaits: readonly number[];
}

/** A participant of the run: a national node, ICE, an insurer, the world. */
export interface NodeView extends Row {
  up: boolean;
  /** When it went down or came up last; null if never. */
  changedAt: Time | null;
  why: string;
  sent: number;
  received: number;
  refused: number;
  repeated: number;
  /** Sent to ICE and not taken yet. */
  unacknowledged: number;
  /** Taken by ICE and not received here yet. */
  held: number;
  openTasks: number;
  lastSeen: Time;
  /** Announced outage, if one was. */
  outageFrom: Time | null;
  outageTo: Time | null;
}

/** An open question on an officer's work list; `id` is unique in the run, `task` is its name at the node. */
export interface TaskView extends Row {
  readonly task: string;
  readonly kind: TaskKind;
  readonly node: string;
  readonly office: string;
  readonly proposed: string;
  readonly channel: string;
  readonly mrn: string | null;
  readonly lrn: string | null;
  readonly openedAt: Time;
}

/** A seat (an office code) that a person holds. */
export interface SeatView extends Row {
  readonly person: string;
  readonly since: Time;
}

/** A fault at work; `id` is its own name in the run. */
export interface FaultView extends Row {
  /** Of the catalogue of faults. */
  readonly kind: string;
  readonly since: Time;
  /** When it heals. */
  readonly until: Time;
  /** Participants that it strikes. */
  readonly on: readonly string[];
  /** An office, post, port, place or node that its scenario names. */
  readonly where: string | null;
  /** All that its scenario says of it: shares, lengths, sides. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Messages that it has struck so far. */
  struck: number;
}

/** A message on its way over ICE, or lately there: what a pulse on the map needs. */
export interface PulseView extends Row {
  readonly msg: string;
  readonly from: string;
  to: string;
  readonly mrn: string | null;
  readonly sentAt: Time;
  takenAt: Time | null;
  receivedAt: Time | null;
  /** The rule under which ICE or the recipient refused it; it turns back. */
  refused: string | null;
}
