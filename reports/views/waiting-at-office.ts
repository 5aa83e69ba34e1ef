/** What a movement waits for at customs: an officer, another office, the trader, whoever owes. By the states of the movement alone. */
import type { Trial } from './trial.ts';
import type { MovementView, TaskView } from './trial-rows.ts';
import type { Waiting, WaitingCode } from './waiting-kinds.ts';
import { waiting } from './waiting-kinds.ts';

/** What the procedure waits for, by the states of the movement. */
export function atOffice(trial: Trial, movement: Readonly<MovementView>): Waiting | null {
  const task = taskOf(trial, movement);
  if (task !== undefined) return { ...onOfficer(trial, task), nextAt: movement.askedUntil };
  const { departure, office, node, principal, milestones } = movement;
  const since = milestones.at(-1)?.t ?? trial.now;
  switch (departure) {
    case 'none':
      return waiting({ code: 'declaration', since, who: movement.carrier, next: 'traderActs' });
    case 'preLodged':
      return waiting({ code: 'goodsPresentation', since, who: office, next: 'rejectedAfter' });
    case 'submitted':
      return waiting({ code: 'acceptance', since, who: office, next: 'nodeAnswers' });
    case 'accepted':
      return waiting({ code: 'riskDecision', since, who: office, next: 'nodeAnswers' });
    case 'underControl':
      return waiting({ code: 'departureControl', since, who: office, next: 'officerDecides' });
    case 'underReleaseRequest':
      return waiting({ code: 'releaseRequest', since, who: principal, next: 'traderActs' });
    case 'guaranteeRegistering':
      return waiting({ code: 'guarantee', since, who: node, next: 'nodeAnswers' });
    case 'guaranteeUnderAmendment':
      return waiting({ code: 'guaranteeAmendment', since, who: principal, next: 'traderActs' });
    case 'released':
    case 'arrived':
      return atDestination(movement, since);
    case 'discrepancyOpen':
      return waiting({ code: 'discrepancy', since, who: office, next: 'recoveryFollows' });
    default:
      return inEnquiry(movement, since);
  }
}

function atDestination(movement: Readonly<MovementView>, since: number): Waiting | null {
  const { destination, node } = movement;
  const destinationOffice = destination?.office ?? movement.destinationOffice;
  if (movement.stoppedAt !== '') {
    const who = movement.stoppedAt;
    return waiting({ code: 'passageRefused', since, who, next: 'driverTurnsBack' });
  }
  const isNoted = destination !== null && destination.state !== 'aarCreated';
  if (!isNoted && !movement.milestones.some(({ kind }) => kind === 'arrived')) return null;
  switch (destination?.state) {
    case 'aarCreated':
      return waiting({ code: 'arrivalNotice', since, who: destinationOffice, next: 'nodeAnswers' });
    case 'aarAsked':
      return waiting({ code: 'recordAnswer', since, who: destinationOffice, next: 'asksAgain' });
    case 'unloading':
      return waiting({ code: 'unloading', since, who: destinationOffice, next: 'unloads' });
    case 'waitDiscrepancy':
      return waiting({ code: 'discrepancy', since, who: movement.office, next: 'recoveryFollows' });
    case 'resultSent':
      return waiting({ code: 'controlResult', since, who: node, next: 'writeOff' });
    default: {
      const code = movement.controlled ? 'destinationControl' : 'arrivalDecision';
      return waiting({ code, since, who: destinationOffice, next: 'officerDecides' });
    }
  }
}

/** A payment is a question to the office, but what is awaited is the money. */
export function taskOf(
  trial: Trial,
  movement: Readonly<MovementView>,
): Readonly<TaskView> | undefined {
  const task = movement.task === null ? undefined : trial.tasks.get(movement.task);
  return task?.kind === 'payment' ? undefined : task;
}

/** After the limit date: who is asked, then who pays. Without what facts told, the dates are the timers' own. */
function inEnquiry(movement: Readonly<MovementView>, since: number): Waiting | null {
  const { departure, office, principal, asked, askedUntil: nextAt } = movement;
  const other = asked === '' ? office : asked;
  switch (departure) {
    case 'enquiryRecommended':
      return waiting({ code: 'enquiry', since, who: office, next: 'officeSearches' });
    case 'askedPrincipal':
      return waiting({
        code: 'principalAnswer',
        since,
        who: principal,
        next: 'enquiryFollows',
        nextAt,
      });
    case 'underEnquiry':
      return waiting({ code: 'enquiryAnswer', since, who: other, next: 'recoveryFollows', nextAt });
    case 'recoveryRecommended':
      return waiting({ code: 'recovery', since, who: office, next: 'officerDecides' });
    case 'recoveryAsked':
      return waiting({ code: 'recoveryAnswer', since, who: other, next: 'ownRecovery' });
    case 'recoveryTransferred':
      return waiting({ code: 'recoveryElsewhere', since, who: other, next: 'othersRecover' });
    case 'underRecovery':
      return waiting({ code: 'payment', since, who: principal, next: 'claimFollows' });
    case 'claimOnGuarantor':
      return waiting({ code: 'claim', since, who: other, next: 'guarantorPays' });
    case 'dispute':
      return waiting({ code: 'dispute', since, who: other, next: 'disputeEnds' });
    default:
      return null;
  }
}

/** What an officer is asked is what the movement waits for. */
export function onOfficer(trial: Trial, task: Readonly<TaskView>): Waiting {
  const person = trial.seats.get(task.office)?.person ?? null;
  return waiting({
    code: CODE_OF[task.kind],
    since: task.openedAt,
    who: task.office,
    next: person === null ? 'officerDecides' : 'personDecides',
    person,
  });
}

const CODE_OF: Readonly<Record<TaskView['kind'], WaitingCode>> = {
  accountReview: 'declaration',
  accountConfirmation: 'declaration',
  accountStatus: 'declaration',
  authorisationReview: 'declaration',
  guaranteeReview: 'guarantee',
  guaranteeStatus: 'guarantee',
  acceptance: 'acceptance',
  riskDecision: 'riskDecision',
  departureControl: 'departureControl',
  presentation: 'passage',
  entryCheck: 'entryCheck',
  arrivalDecision: 'arrivalDecision',
  destinationControl: 'destinationControl',
  cancellation: 'cancellation',
  invalidation: 'cancellation',
  noRecord: 'recordAnswer',
  discrepancy: 'discrepancy',
  enquiry: 'enquiry',
  proof: 'proof',
  enquiryAnswer: 'enquiryAnswer',
  recovery: 'recovery',
  recoveryRequest: 'recoveryAnswer',
  payment: 'payment',
  claimWithdrawal: 'claim',
  recoveryNote: 'recovery',
  movementQuery: 'recordAnswer',
};
