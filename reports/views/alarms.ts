/** What needs a person now, few and ordered: broken first, then what needs a decision, then what is late. */
import type { Trial } from './trial.ts';
import type { Attention, MilestoneKind } from './trial-rows.ts';

export type AlarmCode =
  | 'nodeDown'
  | 'nodeLeft'
  | 'enquiry'
  | 'recovery'
  | 'claim'
  | 'dispute'
  | 'discrepancy'
  | 'passageRefused'
  | 'portClosed'
  | 'guaranteeRejected'
  | 'taskForPerson'
  | 'taskOld'
  | 'overdue'
  | 'longQueue';

export interface Alarm {
  /** Stays the same while the alarm lasts. */
  readonly id: string;
  readonly code: AlarmCode;
  readonly strength: Exclude<Attention, 0>;
  readonly since: number;
  /** When it ends or is due, where that is known. */
  readonly until: number | null;
  /** A node, post, port, office, or the LRN of a movement. */
  readonly what: string;
  /** Messages, trucks, tasks or movements that it concerns. */
  readonly count: number;
}

/** A bot answers within this time; a question that is open longer is told. */
const TASK_OLD_MS = 3 * 3_600_000;
/** A truck that waits longer than this in the queue of a post. */
const QUEUE_LONG_MS = 24 * 3_600_000;
const MOST = 50;

/** Alarms of this moment, the gravest first, then the oldest; at most 50. */
export function alarmsOf(trial: Trial): Alarm[] {
  const alarms = [
    ...nodeAlarms(trial),
    ...portAlarms(trial),
    ...taskAlarms(trial),
    ...movementAlarms(trial),
    ...queueAlarms(trial),
  ];
  alarms.sort((a, b) => b.strength - a.strength || a.since - b.since || (a.id < b.id ? -1 : 1));
  return alarms.slice(0, MOST);
}

function nodeAlarms(trial: Trial): Alarm[] {
  const alarms: Alarm[] = [];
  for (const { id, up, why, changedAt, held, outageTo } of trial.nodes.values()) {
    if (up) continue;
    let waiting = held;
    if (id === 'ICE') for (const node of trial.nodes.values()) waiting += node.unacknowledged;
    const since = changedAt ?? trial.now;
    const left = why === 'left';
    alarms.push({
      id: `nodeDown ${id}`,
      code: left ? 'nodeLeft' : 'nodeDown',
      strength: left ? 2 : 3,
      since,
      until: outageTo,
      what: id,
      count: waiting,
    });
  }
  return alarms;
}

function portAlarms(trial: Trial): Alarm[] {
  const alarms: Alarm[] = [];
  for (const { id, open, closedAt, closedUntil, waiting } of trial.ports.values()) {
    if (open || waiting === 0) continue;
    const since = closedAt ?? trial.now;
    alarms.push({
      id: `portClosed ${id}`,
      code: 'portClosed',
      strength: 1,
      since,
      until: closedUntil,
      what: id,
      count: waiting,
    });
  }
  return alarms;
}

/** Several things of one kind at one place make one alarm, as old as the oldest of them. */
class Gathered {
  private readonly byPlace = new Map<string, { since: number; count: number }>();

  add(place: string, since: number): void {
    const found = this.byPlace.get(place);
    if (found === undefined) this.byPlace.set(place, { since, count: 1 });
    else {
      found.count++;
      found.since = Math.min(found.since, since);
    }
  }

  alarms(code: AlarmCode, strength: Alarm['strength']): Alarm[] {
    return [...this.byPlace].map(([what, { since, count }]) => ({
      id: `${code} ${what}`,
      code,
      strength,
      since,
      until: null,
      what,
      count,
    }));
  }
}

function taskAlarms(trial: Trial): Alarm[] {
  const mine = new Gathered();
  const old = new Gathered();
  for (const { office, openedAt } of trial.tasks.values()) {
    if (trial.seats.has(office)) mine.add(office, openedAt);
    else if (trial.now - openedAt > TASK_OLD_MS) old.add(office, openedAt);
  }
  return [...mine.alarms('taskForPerson', 2), ...old.alarms('taskOld', 1)];
}

type Cause = readonly [AlarmCode, begun: readonly MilestoneKind[]];

const ENQUIRY: Cause = ['enquiry', ['enquiry']];
const RECOVERY: Cause = ['recovery', ['recoveryRecommended', 'discrepancyUnresolved']];
const PASSAGE_REFUSED: Cause = [
  'passageRefused',
  ['passageRefused', 'recordRefused', 'recordMissing'],
];

/** What needs a person, by the state at departure; elsewhere it is that a border does not let the truck in. */
const CAUSES: Readonly<Record<string, Cause>> = {
  guaranteeUnderAmendment: ['guaranteeRejected', ['guaranteeRejected']],
  discrepancyOpen: ['discrepancy', ['discrepancy']],
  enquiryRecommended: ENQUIRY,
  askedPrincipal: ENQUIRY,
  underEnquiry: ENQUIRY,
  recoveryRecommended: RECOVERY,
  recoveryAsked: RECOVERY,
  recoveryTransferred: RECOVERY,
  underRecovery: RECOVERY,
  claimOnGuarantor: ['claim', ['claimed']],
  dispute: ['dispute', ['claimDisputed']],
};

function movementAlarms(trial: Trial): Alarm[] {
  const alarms: Alarm[] = [];
  const overdue = new Gathered();
  for (const movement of trial.movements.values()) {
    const { id, attention, endedAt, milestones, transit, departure } = movement;
    if (attention === 0 || endedAt !== null) continue;
    if (attention === 1) {
      const leg = transit.find(({ state }) => state === 'overdue');
      if (leg !== undefined) overdue.add(leg.office, leg.since);
      continue;
    }
    const [code, begun] = CAUSES[departure] ?? PASSAGE_REFUSED;
    const since = milestones.findLast(({ kind }) => begun.includes(kind))?.t ?? trial.now;
    alarms.push({
      id: `${code} ${id}`,
      code,
      strength: attention,
      since,
      until: null,
      what: id,
      count: 1,
    });
  }
  return [...alarms, ...overdue.alarms('overdue', 1)];
}

function queueAlarms(trial: Trial): Alarm[] {
  const long = new Gathered();
  for (const { doing, since, place } of trial.trucks.values()) {
    if (doing === 'queued' && trial.now - since > QUEUE_LONG_MS) long.add(place ?? '', since);
  }
  return long.alarms('longQueue', 1);
}
