/** What traders lodge, amend, present and withdraw: which record it is about, what the rules say of it, and under which key the record lives. */
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { MessageOf, Moment, Step } from '../../common/step.ts';
import { taskId } from '../../common/step.ts';
import type { AmendmentCase } from '../../common/validation/amendment.ts';
import { judgeAmendment, judgeGuaranteeAmendment } from '../../common/validation/amendment.ts';
import type { HeldAuthorisation, Submission } from '../../common/validation/check.ts';
import { judgeDeclaration } from '../../common/validation/declaration.ts';
import { judgePresentation, presented } from '../../common/validation/presentation.ts';
import type { Account } from '../accounts/account.ts';
import { holdsRole, isInForce } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { amountAtRisk } from '../guarantee/amount-at-risk.ts';
import type { Movement } from '../movement/movement.ts';
import { NOBODY } from '../movement/movement.ts';
import type { Movements } from '../movement/movements.ts';
import { drawChannel, riskOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { TaskList } from '../tasks.ts';
import type { Request } from './answers.ts';
import { rejectRequest } from './answers.ts';
import { MrnNumbering } from './numbering.ts';
import { onAcceptanceDecision } from './on-acceptance-decision.ts';
import { onPaperDeclaration } from './on-paper-declaration.ts';
import { onAmendment } from './on-t013-amendment.ts';
import { onInvalidationRequest } from './on-t014-invalidation-request.ts';
import { onDeclaration, submissionKey } from './on-t015-declaration.ts';
import { onPresentation } from './on-t170-presentation.ts';
import { UsedLrns } from './used-lrns.ts';

/** What the office uses of the rest of the node. */
export interface DepartureNeeds {
  readonly setting: Setting;
  readonly tasks: TaskList;
  readonly accounts: Accounts;
  readonly movements: Movements;
}

export class Lodging {
  readonly lrns = new UsedLrns();
  readonly numbering: MrnNumbering;
  private readonly needs: DepartureNeeds;
  private readonly setting: Setting;
  private readonly movements: Movements;

  constructor(needs: DepartureNeeds) {
    this.needs = needs;
    this.setting = needs.setting;
    this.movements = needs.movements;
    this.numbering = new MrnNumbering(needs.setting.parameters.scheme.letter);
  }

  /** T015. */
  lodge(message: MessageOf<'T015'>, at: Moment): void {
    const { setting, lrns, movements } = this;
    const { body, sender, lrn = '' } = message;
    const key = submissionKey(message);
    const paper = parseIsoUtc(body.paperFallback?.releasedAt ?? '');
    const known = {
      lrn: message.lrn,
      lodger: sender,
      lrnUsed: lrns.isUsed(key, sender, lrn),
      now: paper ?? at.now,
      enteredAt: at.now,
    };
    const verdict = judgeDeclaration(this.submission(body, known), setting.off);
    const step =
      paper === undefined || verdict.defects.length > 0
        ? onDeclaration(message, verdict, () => this.channelOf(body, at), at.now, setting)
        : onPaperDeclaration(message, this.allot(body.officeOfDeparture, at), at.now, setting);
    const { state } = step;
    if (state !== undefined) lrns.note(state, at.out);
    movements.write(state === undefined || state.mrn === '' ? key : state.mrn, undefined, step, at);
  }

  /** N820 on a declaration that was submitted. */
  decideAcceptance(key: string, message: MessageOf<'N820'>, at: Moment): void {
    this.movements.answer(key, message, at, (submitted) => {
      const allot = () => ({
        mrn: this.allot(submitted.office, at),
        channel: this.channelOf(submitted.declaration, at),
      });
      const step = onAcceptanceDecision(submitted, message, allot, at.now, this.setting);
      return this.underMrn(key, step, at);
    });
  }

  /** T013. */
  amend(message: MessageOf<'T013'>, at: Moment): void {
    const { body, sender } = message;
    const { principal } = body.declaration;
    const found = this.find(
      message,
      body.mrn ?? message.mrn,
      body.lrn ?? message.lrn,
      principal.tin,
    );
    if (found === undefined) {
      this.movements.write('', undefined, rejectRequest(message, 'C201', '90'), at);
      return;
    }
    const { key, movement } = found;
    const { declaration: before, lrn: beforeLrn, mrn: beforeMrn } = movement;
    const { lrn, mrn } = message;
    const subject: AmendmentCase = { amendment: body, lrn, mrn, before, beforeLrn, beforeMrn };
    const known = { lrn: beforeLrn, lodger: sender, lrnUsed: false, now: at.now };
    const { off } = this.setting;
    const judge = {
      ordinary: () => judgeAmendment(subject, this.submission(body.declaration, known), off),
      guaranteeOnly: () =>
        judgeGuaranteeAmendment(subject, this.submission(body.declaration, known), off),
    };
    const asked = this.invalidationAsked(movement);
    const step = onAmendment(movement, message, judge, asked, at.now, this.setting);
    this.movements.write(key, movement, step, at);
  }

  /** T014. */
  withdraw(message: MessageOf<'T014'>, at: Moment): void {
    this.about(message, at, ({ movement }) =>
      onInvalidationRequest(movement, message, this.invalidationAsked(movement), at.now),
    );
  }

  /** T170. */
  present(message: MessageOf<'T170'>, at: Moment): void {
    const { setting } = this;
    this.about(message, at, ({ key, movement }) => {
      const { lrn, trader: lodger, declaration, office } = movement;
      const judge = () => {
        const known = { lrn, lodger, lrnUsed: false, now: at.now };
        const submission = this.submission(presented(declaration, message.body), known);
        return judgePresentation({ presentation: message.body, submission }, setting.off);
      };
      const allot = () => this.allot(office, at);
      const step = onPresentation(movement, message, judge, allot, at.now, setting);
      return this.underMrn(key, step, at);
    });
  }

  /** A request that names the movement by its envelope. @param handle may write its step itself. */
  private about(
    message: MessageOf<'T014' | 'T170'>,
    at: Moment,
    handle: (found: Found) => Step<Movement> | undefined,
  ): void {
    const found = this.find(message, message.mrn, message.lrn);
    const step = found === undefined ? rejectRequest(message, 'C201', '90') : handle(found);
    if (step !== undefined) this.movements.write(found?.key ?? '', found?.movement, step, at);
  }

  /** The movement that a trader means; undefined where there is none. */
  private find(
    { sender }: Request,
    mrn: string | undefined,
    lrn: string | undefined,
    principal = sender,
  ): Found | undefined {
    const key =
      mrn ??
      (lrn === undefined
        ? undefined
        : (this.lrns.keyOf(sender, lrn) ?? this.lrns.keyOf(principal, lrn)));
    const movement = key === undefined ? undefined : this.movements.get(key);
    return key === undefined || movement === undefined ? undefined : { key, movement };
  }

  private invalidationAsked({ mrn }: Movement): boolean {
    return mrn !== '' && this.needs.tasks.open.has(taskId('cancellation', mrn));
  }

  /** A declaration that is accepted lives under its MRN from then on; undefined: written. */
  private underMrn(key: string, step: Step<Movement>, at: Moment): Step<Movement> | undefined {
    const { state } = step;
    if (state === undefined || state.mrn === '' || state.mrn === key) return step;
    this.movements.records.drop(at.out, key);
    this.lrns.allot(state, state.mrn, at.out);
    this.movements.write(state.mrn, undefined, step, at);
    return undefined;
  }

  private allot(office: string, { now, out }: Moment): string {
    return this.numbering.allot(office, now, out);
  }

  private channelOf(declaration: Declaration, { draws }: Moment): Channel {
    const { setting, needs } = this;
    const drawn = drawChannel(draws.stream('risk'), setting.parameters.channels);
    return riskOf(declaration, NOBODY, drawn, setting.parameters, needs.accounts).channel;
  }

  /** What the office knows beside the declaration. */
  private submission(declaration: Declaration, known: Known): Submission {
    const { scheme, iso2 } = this.setting.parameters;
    const { items, countriesOfRouting, principal } = declaration;
    const { tin } = principal;
    const account = tin === undefined ? undefined : this.needs.accounts.get(tin);
    return {
      declaration,
      lrn: known.lrn,
      lrnUsed: known.lrnUsed,
      lodger: known.lodger,
      now: known.now,
      enteredAt: known.enteredAt ?? known.now,
      iso2,
      scheme,
      members: this.setting.members.codes,
      principalActive: holdsRole(account, 'principal', known.now),
      representatives: account?.representatives ?? NOBODY,
      authorisations: authorisationsOf(account, known.now),
      amountAtRisk: amountAtRisk(items, countriesOfRouting, scheme),
    };
  }
}

type Known = Pick<Submission, 'lrn' | 'lrnUsed' | 'now' | 'enteredAt'> & {
  readonly lodger: string;
};

interface Found {
  readonly key: string;
  readonly movement: Movement;
}

/** The simplifications that he may use then. */
const authorisationsOf = (
  account: Account | undefined,
  now: number,
): readonly HeldAuthorisation[] =>
  isInForce(account, now) && account.authorisations.length > 0
    ? account.authorisations.filter(({ validTo }) => now < validTo)
    : NOBODY;
