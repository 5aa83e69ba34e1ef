/** The office of departure in a national application: its records, and which message, timer or decision goes where. */
import type { Message } from '../../../simulator/core/participant.ts';
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { Department, MessageHandler, MessageOf, Moment, Step } from '../../common/step.ts';
import type { MessageCode } from '../../common/message-types.ts';
import type { Verdict } from '../../common/validation/declaration.ts';
import { judgeDeclaration } from '../../common/validation/declaration.ts';
import { holdsRole } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { amountAtRisk } from '../guarantee/amount-at-risk.ts';
import { onRelease } from '../guarantee/on-release.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { Records } from '../records.ts';
import { drawChannel } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { TaskList } from '../tasks.ts';
import { rejectRequest, unknownMrn } from './answers.ts';
import type { Movement } from './movement.ts';
import { reviveMovement } from './movement.ts';
import { MrnNumbering } from './numbering.ts';
import { onAcceptanceDecision } from './on-acceptance-decision.ts';
import { onControlResult } from './on-control-result.ts';
import { onAutomaticRelease, onRiskDecision } from './on-risk-decision.ts';
import { onDeclaration, submissionKey } from './on-t015-declaration.ts';
import { onReleaseRequest, onReleaseRequestOver } from './on-t054-release-request.ts';
import { onArrivalAdvice, onLimitPassed } from './on-x006-arrival-advice.ts';
import { onControlResultOverdue, onDestinationResult } from './on-x018-control-result.ts';
import { onFrontierCrossed } from './on-x118-frontier-crossed.ts';
import {
  onAmendmentOverdue,
  onGuaranteeOverdue,
  onGuaranteeResult,
} from './on-x205-guarantee-result.ts';

/** What the office uses of the rest of the node. */
export interface DepartureNeeds {
  readonly setting: Setting;
  readonly tasks: TaskList;
  readonly accounts: Accounts;
  readonly guarantees: GuaranteeTables;
}

/** A declaration's LRN was used; kept as long as its movement is remembered. */
interface UsedLrn {
  readonly mrn: string;
}

export class OfficeOfDeparture {
  /** By MRN; before acceptance by `submissionKey`. */
  readonly movements = new Records<Movement>('movements', reviveMovement);
  private readonly lrns = new Table<UsedLrn>('lrns', asIs);
  private readonly numbering: MrnNumbering;
  private readonly needs: DepartureNeeds;
  private readonly setting: Setting;

  constructor(needs: DepartureNeeds) {
    this.needs = needs;
    this.setting = needs.setting;
    this.numbering = new MrnNumbering(needs.setting.parameters.scheme.letter);
  }

  department(): Department {
    const { movements, lrns, numbering, setting } = this;
    return {
      tables: [movements.open, movements.closed, lrns, numbering.counts],
      messages: {
        T015: (message, at) => {
          this.lodge(message, at);
        },
        T054: this.about(
          (movement, message, { now }) => onReleaseRequest(movement, message, now, setting),
          (message) => rejectRequest(message, 'C201', '90'),
        ),
        N017: (message, at) => {
          this.takeControlReport(message, at);
        },
        X205: this.about((movement, message, { now }) =>
          onGuaranteeResult(movement, message, now, setting),
        ),
        X118: this.about((movement, message) => onFrontierCrossed(movement, message)),
        X006: this.about((movement, message, { now }) =>
          onArrivalAdvice(movement, message, now, setting),
        ),
        X018: this.about((movement, message, { now }) =>
          onDestinationResult(movement, message, now, setting),
        ),
      },
      timers: {
        'T-AUTOREL': this.ring((movement, { now }) => onAutomaticRelease(movement, now, setting)),
        'T-RELREQ': this.ring((movement, { now }) => onReleaseRequestOver(movement, now)),
        'T-GUARES': this.ring((movement, { now }) => onGuaranteeOverdue(movement, now, setting)),
        'T-GUAAMD': this.ring((movement, { now }) => onAmendmentOverdue(movement, now)),
        'T-LIMIT': this.ring((movement, { now }) => onLimitPassed(movement, now, setting)),
        'T-CTLRES': this.ring((movement, { now }) =>
          onControlResultOverdue(movement, now, setting),
        ),
      },
      decisions: {
        acceptance: ({ key }, message, at) => {
          this.decideAcceptance(key, message, at);
        },
        riskDecision: ({ key }, message, at) => {
          this.step(key, message, at, (movement) =>
            onRiskDecision(movement, message, at.now, setting),
          );
        },
        departureControl: ({ key }, message, at) => {
          const { decision, differences } = message.body;
          const result = { code: decision, date: message.sentAt };
          this.controlled(key, message, at, {
            result: differences === undefined ? result : { ...result, differences },
          });
        },
      },
      prune: ({ now, out }) => {
        movements.prune(now, out, ({ declaration, trader, lrn }) => {
          out.put(lrns, `${declaration.principal.tin ?? trader}/${lrn}`, undefined);
        });
      },
    };
  }

  private lodge(message: MessageOf<'T015'>, at: Moment): void {
    const key = submissionKey(message);
    const verdict = this.judge(message, key, at);
    const step = onDeclaration(message, verdict, at.now);
    if (step.state !== undefined) at.out.put(this.lrns, key, { mrn: '' });
    this.movements.apply(at.out, key, step);
  }

  private judge({ body, lrn }: MessageOf<'T015'>, key: string, { now }: Moment): Verdict {
    const { scheme, iso2 } = this.setting.parameters;
    const { tin } = body.principal;
    const account = tin === undefined ? undefined : this.needs.accounts.get(tin);
    return judgeDeclaration({
      declaration: body,
      lrn,
      now,
      iso2,
      scheme,
      lrnUsed: this.lrns.has(key),
      principalActive: holdsRole(account, 'principal', now),
      amountAtRisk: amountAtRisk(body.items, body.countriesOfRouting, scheme),
    });
  }

  /** A declaration that is accepted lives under its MRN from then on. */
  private decideAcceptance(key: string, message: MessageOf<'N820'>, at: Moment): void {
    const { out, now, draws } = at;
    const { movements, setting } = this;
    this.step(key, message, at, (submitted) => {
      const allot = () => ({
        mrn: this.numbering.allot(submitted.office, now, out),
        channel: drawChannel(draws.stream('risk'), setting.parameters.channels),
      });
      const step = onAcceptanceDecision(submitted, message, allot, now, setting);
      const mrn = step.state?.mrn ?? '';
      if (mrn === '') return step;
      movements.drop(out, key);
      out.put(this.lrns, key, { mrn });
      movements.apply(out, mrn, step);
      return undefined;
    });
  }

  /** N017 answers the same task as a decision would. */
  private takeControlReport(message: MessageOf<'N017'>, at: Moment): void {
    const { task: id, office, officer, result } = message.body;
    const answer = { task: id, office, officer, decision: result.code };
    const task = this.needs.tasks.answer(message, answer, at, 'departureControl');
    if (task !== undefined) this.controlled(task.key, message, at, message.body);
  }

  private controlled(
    key: string,
    message: Message,
    at: Moment,
    report: Parameters<typeof onControlResult>[2],
  ): void {
    this.step(key, message, at, (movement) =>
      onControlResult(movement, message, report, at.now, this.setting),
    );
  }

  /** Handler of a message about a movement that its envelope names; `unknown` where there is none. */
  private about<C extends MessageCode>(
    handle: (movement: Movement, message: MessageOf<C>, at: Moment) => Step<Movement>,
    unknown: (message: MessageOf<C>) => Step<Movement> = unknownMrn,
  ): MessageHandler<C> {
    return (message, at) => {
      const mrn = message.mrn ?? '';
      const movement = this.movements.get(mrn);
      const step = movement === undefined ? unknown(message) : handle(movement, message, at);
      this.write(mrn, movement, step, at);
    };
  }

  private ring(handle: (movement: Movement, at: Moment) => Step<Movement>) {
    return (key: string, at: Moment): void => {
      const movement = this.movements.open.get(key);
      if (movement !== undefined) this.write(key, movement, handle(movement, at), at);
    };
  }

  /** An officer's answer about a movement. */
  private step(
    key: string,
    message: Message,
    at: Moment,
    handle: (movement: Movement) => Step<Movement> | undefined,
  ): void {
    const movement = this.movements.get(key);
    const step = movement === undefined ? unknownMrn(message) : handle(movement);
    if (step !== undefined) this.write(key, movement, step, at);
  }

  /** Writes a step; a release puts the guarantee in use (row U4). */
  private write(key: string, before: Movement | undefined, step: Step<Movement>, at: Moment): void {
    this.movements.apply(at.out, key, step);
    const after = step.state;
    if (after?.status !== 'released' || before?.status === 'released') return;
    const grns = after.uses.map(({ grn }) => grn);
    onRelease(this.needs.guarantees, after.mrn, grns, at);
  }
}
