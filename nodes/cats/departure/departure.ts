/** The office of departure in a national application: which message, timer or decision goes where. Its records are the movements. */
import { mrnParts } from '../../common/numbers/mrn.ts';
import type { Department, MessageOf, Moment } from '../../common/step.ts';
import type { Movements } from '../movement/movements.ts';
import type { Setting } from '../setting.ts';
import { rejectRequest } from './answers.ts';
import type { DepartureNeeds } from './lodging.ts';
import { Lodging } from './lodging.ts';
import { objectToReport, onControlResult } from './on-control-result.ts';
import {
  objectToWriteOff,
  onDiscrepancyDecision,
  onDiscrepancyOverdue,
} from './on-discrepancy-decision.ts';
import { objectToInvalidation, onInvalidationDecision } from './on-invalidation-decision.ts';
import { onMovementQuery, onStatusRequest } from './on-movement-query.ts';
import { onRecordRequest, onUnknownRecordRequest } from './on-record-request.ts';
import { onAutomaticRelease, onControlOverdue, onRiskDecision } from './on-risk-decision.ts';
import { onCancellationDecision } from './on-t014-invalidation-request.ts';
import { onReleaseRequest, onReleaseRequestOver } from './on-t054-release-request.ts';
import { onPresentationOverdue } from './on-t170-presentation.ts';
import { onArrivalAdvice, onLimitPassed } from './on-x006-arrival-advice.ts';
import { onControlResultOverdue, onDestinationResult } from './on-x018-control-result.ts';
import { onFrontierCrossed } from './on-x118-frontier-crossed.ts';
import { onPassageRefused } from './on-x119-passage-refused.ts';
import { onIncident } from './on-x180-incident.ts';
import {
  onAmendmentOverdue,
  onGuaranteeOverdue,
  onGuaranteeResult,
} from './on-x205-guarantee-result.ts';

export class OfficeOfDeparture {
  private readonly movements: Movements;
  private readonly lodging: Lodging;
  private readonly needs: DepartureNeeds;
  private readonly setting: Setting;

  constructor(needs: DepartureNeeds) {
    this.needs = needs;
    this.setting = needs.setting;
    this.movements = needs.movements;
    this.lodging = new Lodging(needs);
  }

  department(): Department {
    const { movements, lodging } = this;
    const { records } = movements;
    return {
      tables: [records.open, records.closed, lodging.lrns.table, lodging.numbering.counts],
      messages: { ...this.fromTraders(), ...this.fromOffices() },
      timers: this.timers(),
      decisions: this.decisions(),
      objections: this.objections(),
      prune: ({ now, out }) => {
        records.prune(now, out, (movement) => {
          lodging.lrns.forget(movement, out);
        });
      },
    };
  }

  /**
   * X094, where the movement began in this country: answered from its record, or that there is none.
   * @returns whether it is this office's to answer.
   */
  tellState(message: MessageOf<'X094'>, at: Moment): boolean {
    const { mrn } = message.body;
    const movement = this.movements.get(mrn);
    if (movement === undefined && mrnParts(mrn).country !== this.setting.parameters.iso2) {
      return false;
    }
    this.movements.write(mrn, movement, onStatusRequest(movement, message), at);
    return true;
  }

  private fromTraders(): Department['messages'] {
    const { movements, lodging, setting } = this;
    return {
      T015: (message, at) => {
        lodging.lodge(message, at);
      },
      T013: (message, at) => {
        lodging.amend(message, at);
      },
      T014: (message, at) => {
        lodging.withdraw(message, at);
      },
      T170: (message, at) => {
        lodging.present(message, at);
      },
      T054: movements.about(
        (movement, message, { now }) => onReleaseRequest(movement, message, now, setting),
        (message) => rejectRequest(message, 'C201', '90'),
      ),
      N017: (message, at) => {
        this.takeControlReport(message, at);
      },
    };
  }

  private fromOffices(): Department['messages'] {
    const { movements, setting } = this;
    return {
      X205: movements.about((movement, message, { now }) =>
        onGuaranteeResult(movement, message, now, setting),
      ),
      X118: movements.about((movement, message) => onFrontierCrossed(movement, message)),
      X119: movements.about((movement, message) => onPassageRefused(movement, message)),
      X180: movements.about((movement, message) => onIncident(movement, message, setting)),
      X002: movements.about(
        (movement, message) => onRecordRequest(movement, message, setting),
        onUnknownRecordRequest,
      ),
      X114: movements.about(
        (movement, message) => onRecordRequest(movement, message, setting),
        onUnknownRecordRequest,
      ),
      X164: movements.about(
        (movement, message) => onRecordRequest(movement, message, setting),
        onUnknownRecordRequest,
      ),
      X027: movements.about(
        (movement, message) => onMovementQuery(movement, message),
        (message) => onMovementQuery(undefined, message),
      ),
      X006: movements.about((movement, message, { now }) =>
        onArrivalAdvice(movement, message, now, setting),
      ),
      X018: movements.about((movement, message, { now }) =>
        onDestinationResult(movement, message, now, setting, movements.guarantees),
      ),
    };
  }

  private timers(): Department['timers'] {
    const { movements, setting } = this;
    return {
      'T-PRES': movements.ring((movement, { now }) => onPresentationOverdue(movement, now)),
      'T-AUTOREL': movements.ring((movement, { now }) =>
        onAutomaticRelease(movement, now, setting),
      ),
      'T-CTRL': movements.ring((movement) => onControlOverdue(movement)),
      'T-RELREQ': movements.ring((movement, { now }) => onReleaseRequestOver(movement, now)),
      'T-GUARES': movements.ring((movement, { now }) => onGuaranteeOverdue(movement, now, setting)),
      'T-GUAAMD': movements.ring((movement, { now }) => onAmendmentOverdue(movement, now)),
      'T-LIMIT': movements.ring((movement, { now }) => onLimitPassed(movement, now, setting)),
      'T-CTLRES': movements.ring((movement, { now }) =>
        onControlResultOverdue(movement, now, setting),
      ),
      'T-DISC': movements.ring((movement, { now }) => onDiscrepancyOverdue(movement, now, setting)),
    };
  }

  private decisions(): Department['decisions'] {
    const { movements, lodging, setting } = this;
    return {
      acceptance: ({ key }, message, at) => {
        lodging.decideAcceptance(key, message, at);
      },
      riskDecision: ({ key }, message, at) => {
        movements.answer(key, message, at, (movement) =>
          onRiskDecision(movement, message, at.now, setting),
        );
      },
      departureControl: ({ key }, message, at) => {
        this.controlled(key, message, at);
      },
      cancellation: ({ key }, message, at) => {
        movements.answer(key, message, at, (movement) =>
          onCancellationDecision(movement, message, at.now, setting),
        );
      },
      invalidation: ({ key }, message, at) => {
        movements.answer(key, message, at, (movement) =>
          onInvalidationDecision(movement, message, at.now, setting),
        );
      },
      discrepancy: ({ key }, message, at) => {
        movements.answer(key, message, at, (movement) =>
          onDiscrepancyDecision(movement, message, at.now, setting),
        );
      },
    };
  }

  private objections(): NonNullable<Department['objections']> {
    const { movements, setting } = this;
    return {
      departureControl: ({ key }, message) => objectToReport(movements.get(key), message, setting),
      invalidation: (task, message) => objectToInvalidation(movements.get(task.key), task, message),
      discrepancy: ({ key }, message) => objectToWriteOff(movements.get(key), message, setting),
    };
  }

  /** N017 answers the same task as a decision would. */
  private takeControlReport(message: MessageOf<'N017'>, at: Moment): void {
    const { task: id, office, officer, result } = message.body;
    const answer = { task: id, office, officer, decision: result.code };
    const task = this.needs.tasks.answer(message, answer, at, 'departureControl');
    if (task !== undefined) this.controlled(task.key, message, at);
  }

  private controlled(key: string, message: MessageOf<'N017' | 'N820'>, at: Moment): void {
    this.movements.answer(key, message, at, (movement) =>
      onControlResult(movement, message, at.now, this.setting),
    );
  }
}
