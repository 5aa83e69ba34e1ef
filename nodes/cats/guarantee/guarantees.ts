/** The guarantee department of a national application: which message, timer or decision goes to which step, and the records that it reads. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { Department, MessageOf, Moment, Step, Task } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import { nextMonth } from '../../common/trust-level.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { drawAccessCode } from './access-code.ts';
import type { Measure } from './checks.ts';
import type { Guarantee } from './guarantee.ts';
import type { TrustLevels } from './levels.ts';
import { onCodes } from './on-g026-codes.ts';
import { onQuery, summed } from './on-g034-query.ts';
import { onGuaranteeApplication } from './on-g810-application.ts';
import { onUndertaking, onUndertakingOverdue } from './on-g811-undertaking.ts';
import { onGuaranteeDecision } from './on-guarantee-decision.ts';
import { onGuaranteeStatus } from './on-guarantee-status.ts';
import { onDecisionOverdue } from './on-decision-overdue.ts';
import { onRevocation } from './on-g231-revocation.ts';
import { onCheck } from './on-x200-check.ts';
import { leaveUnanswered, onUse } from './on-x203-use.ts';
import { onHoldOver, onUseCancel } from './on-x204-use-cancel.ts';
import { onCredit } from './on-x209-credit.ts';
import { onClaim } from './on-x820-claim.ts';
import { onClearing } from './on-x822-clearing.ts';
import type { Position } from './position.ts';
import { onPerhapsOver, onValidityOver } from './run-off.ts';
import type { GuaranteeTables } from './tables.ts';

/** On the first of every month the records of the traders are reviewed. */
const REVIEW = 'LEVEL-REVIEW';

/**
 * @param tables are handed in, because the release of a movement writes to them too (`onRelease`); and `levels`, which controls lower.
 * @param isAway whether the office answers nobody who asks for cover, because it has announced so (S070).
 */
export const guaranteeDepartment = (
  tables: GuaranteeTables,
  accounts: Accounts,
  parameters: NodeParameters,
  levels: TrustLevels,
  isAway: (now: SimTime) => boolean = () => false,
): Department => new OfficeOfGuarantee(tables, accounts, parameters, levels, isAway).department();

class OfficeOfGuarantee {
  private readonly tables: GuaranteeTables;
  private readonly accounts: Accounts;
  private readonly parameters: NodeParameters;
  private readonly levels: TrustLevels;
  private readonly off: ReadonlySet<RuleCode>;
  private readonly isAway: (now: SimTime) => boolean;

  constructor(
    tables: GuaranteeTables,
    accounts: Accounts,
    parameters: NodeParameters,
    levels: TrustLevels,
    isAway: (now: SimTime) => boolean,
  ) {
    this.isAway = isAway;
    this.tables = tables;
    this.accounts = accounts;
    this.parameters = parameters;
    this.levels = levels;
    this.off = new Set(parameters.rulesOff);
  }

  department(): Department {
    return {
      tables: this.tables.all(),
      messages: { ...this.guaranteeMessages(), ...this.useMessages(), ...this.claimMessages() },
      timers: this.timers(),
      decisions: {
        guaranteeReview: (task, message, at) => {
          this.review(task, message, at);
        },
        guaranteeStatus: ({ key }, message, { now, out }) => {
          const named = this.tables.guaranteeByGrn(key);
          const guarantee = named && this.tables.seriesOf(named);
          const step = onGuaranteeStatus(guarantee, message, now, this.parameters);
          this.tables.applyGuarantee(out, step);
        },
      },
      start: ({ now, out }) => {
        out.startTimer(REVIEW, this.parameters.country, nextMonth(now));
      },
      prune: ({ now, out }) => {
        this.tables.usages.prune(now, out);
      },
    };
  }

  private measure(now: Moment['now']): Measure {
    return { now, currency: this.parameters.scheme.currency, off: this.off };
  }

  private guaranteeMessages(): Department['messages'] {
    const { tables, accounts, parameters } = this;
    return {
      G810(message, { now, out }) {
        const { tin } = message.body;
        const open = tables.openApplication(tin);
        const step = onGuaranteeApplication(open, accounts.get(tin), message, now, parameters);
        tables.applyGuarantee(out, step);
      },
      G811(message, { now, out }) {
        const { principalTin, guarantorTin } = message.body;
        const open = tables.openApplication(principalTin);
        const step = onUndertaking(open, accounts.get(guarantorTin), message, now, parameters);
        tables.applyGuarantee(out, step);
      },
      G026(message, { draws, out }) {
        const named = tables.guaranteeByGrn(message.body.grn);
        const guarantee = named && tables.seriesOf(named);
        const drawn = () => drawAccessCode(draws.stream('accessCodes'));
        tables.applyGuarantee(out, onCodes(guarantee, message, drawn));
      },
      G034: (message, { out }) => {
        const guarantee = tables.guaranteeByGrn(message.body.grn);
        const whole = guarantee && summed(guarantee, tables.vouchersOf(guarantee));
        say(out, onQuery(whole, tables.openUsages(), message, this.off));
      },
      G231(message, { out }) {
        say(out, onRevocation(message, parameters));
      },
    };
  }

  private useMessages(): Department['messages'] {
    const { tables } = this;
    return {
      X200: (message, { now, out }) => {
        const { grn, mrn } = message.body;
        const usage = tables.usage(grn, mrn);
        say(out, onCheck(tables.coverByGrn(grn), usage, message, this.measure(now)));
      },
      X203: (message, { now, out }) => {
        const { grn, mrn } = message.body;
        const guarantee = tables.coverByGrn(grn);
        const usage = tables.usage(grn, mrn);
        const measure = this.measure(now);
        const step = this.isAway(now)
          ? leaveUnanswered(message)
          : onUse(guarantee, usage, message, measure, this.parameters);
        tables.applyPosition(out, step);
      },
      X204: (message, at) => {
        const { grn, mrn } = message.body;
        this.applyUse(onUseCancel(tables.position(grn, mrn), message, at.now), at);
      },
      X209(message, { now, out }) {
        const { grn, mrn } = message.body;
        tables.applyPosition(out, onCredit(tables.position(grn, mrn), message, now));
      },
    };
  }

  private claimMessages(): Department['messages'] {
    const { tables, levels, parameters } = this;
    return {
      X820: (message, at) => {
        const { grn, mrn } = message.body;
        const named = tables.position(grn, mrn);
        const positions = tables.positionsOf(mrn);
        const open = tables.claims.get(mrn);
        const step = onClaim(named, positions, open, message, at.now, parameters);
        tables.applyClaim(at.out, mrn, step);
        const { state } = step;
        if (state?.claim !== undefined) {
          const changed = new Map(
            state.positions.map(({ guarantee }) => [guarantee.id, guarantee]),
          );
          const holder = state.positions[0]?.guarantee.holderTin ?? '';
          levels.onUnpaid(holder, mrn, at, changed);
        } else this.closeAfter(state?.positions ?? [], at);
      },
      X822: (message, at) => {
        const { mrn } = message.body;
        const positions = tables.positionsOf(mrn);
        const open = tables.claims.get(mrn);
        const step = onClearing(message, positions, open, at.now, parameters.country);
        tables.applyClaim(at.out, mrn, step);
        this.closeAfter(step.state?.positions ?? [], at);
      },
    };
  }

  private timers(): Department['timers'] {
    const { tables, parameters } = this;
    return {
      'T-UND'(key, { out }) {
        const guarantee = tables.guarantees.get(key);
        tables.applyGuarantee(out, onUndertakingOverdue(guarantee, parameters));
      },
      'T-GUADEC'(key, { out }) {
        say(out, onDecisionOverdue(tables.guarantees.get(key), parameters.officeOfGuarantee));
      },
      'T-VAL'(key, { now, out }) {
        const guarantee = tables.guarantees.get(key);
        tables.applyGuarantee(out, onValidityOver(guarantee, now, parameters));
      },
      'T-LIB': (key, at) => {
        const guarantee = tables.guarantees.get(key);
        if (guarantee !== undefined) this.closeIfOver(guarantee, [guarantee], at);
      },
      'T-HOLD': (key, at) => {
        const usage = tables.usages.open.get(key);
        const position = usage && tables.position(usage.grn, usage.mrn);
        this.applyUse(onHoldOver(position, at.now, parameters.officeOfGuarantee), at);
      },
      [REVIEW]: (key, at) => {
        this.levels.review(at);
        at.out.startTimer(REVIEW, key, nextMonth(at.now));
      },
    };
  }

  /** A grant takes the year's next serial and draws the access code. */
  private review({ key }: Task, message: MessageOf<'N820'>, { now, draws, out }: Moment): void {
    const { tables, parameters } = this;
    const year = new Date(now).getUTCFullYear();
    const serial = tables.nextSerial(year);
    const granted = message.body.decision === 'grant';
    const accessCode = granted ? drawAccessCode(draws.stream('accessCodes')) : '';
    const guarantee = tables.guarantees.get(key);
    const step = onGuaranteeDecision(guarantee, message, { serial, accessCode }, now, parameters);
    if (step.state?.status === 'active') tables.noteSerial(year, serial, out);
    tables.applyGuarantee(out, step);
  }

  /** A use may be the last that a guarantee in its run-off waited for. */
  private applyUse(step: Step<Position>, at: Moment): void {
    this.tables.applyPosition(at.out, step);
    if (step.state?.guarantee.status === 'runOff') this.closeAfter([step.state], at);
  }

  private closeAfter(positions: readonly Position[], at: Moment): void {
    const changed = positions.map(({ guarantee }) => guarantee);
    const over = new Set<string>();
    for (const guarantee of changed) {
      if (guarantee.status !== 'runOff') continue;
      const series = guarantee.series === '' ? guarantee : this.tables.seriesOf(guarantee);
      if (over.has(series.id)) continue;
      over.add(series.id);
      this.closeIfOver(series, changed, at);
    }
  }

  /** Row G8. @param changed guarantees as this step leaves them. */
  private closeIfOver(
    guarantee: Guarantee,
    changed: readonly Guarantee[],
    { now, out }: Moment,
  ): void {
    const { tables, parameters } = this;
    let open = guarantee.openUses;
    for (const voucher of tables.vouchersOf(guarantee)) {
      open += (changed.find(({ id }) => id === voucher.id) ?? voucher).openUses;
    }
    tables.applyGuarantee(out, onPerhapsOver(guarantee, open, now, parameters));
  }
}
