/** The guarantee department of a national application: which message, timer or decision goes to which step, and the records that it reads. */
import type { Stream } from '../../../simulator/core/chance.ts';
import { integer } from '../../../simulator/core/draws.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { DecisionHandler, Department } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { onQuery } from './on-g034-query.ts';
import { onGuaranteeApplication } from './on-g810-application.ts';
import { onUndertaking, onUndertakingOverdue } from './on-g811-undertaking.ts';
import { onGuaranteeDecision } from './on-guarantee-decision.ts';
import { onDecisionOverdue } from './on-decision-overdue.ts';
import { onValidityOver } from './on-validity-over.ts';
import { onCheck } from './on-x200-check.ts';
import { onUse } from './on-x203-use.ts';
import { onHoldOver, onUseCancel } from './on-x204-use-cancel.ts';
import { onCredit } from './on-x209-credit.ts';
import type { GuaranteeTables } from './tables.ts';

/** @param tables are handed in, because the release of a movement writes to them too (`onRelease`). */
export function guaranteeDepartment(
  tables: GuaranteeTables,
  accounts: Accounts,
  parameters: NodeParameters,
): Department {
  return {
    tables: tables.all(),
    messages: messagesOf(tables, accounts, parameters),
    timers: timersOf(tables, parameters),
    decisions: { guaranteeReview: guaranteeReview(tables, parameters) },
    prune({ now, out }) {
      tables.usages.prune(now, out);
    },
  };
}

function messagesOf(
  tables: GuaranteeTables,
  accounts: Accounts,
  parameters: NodeParameters,
): Department['messages'] {
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
    G034(message, { out }) {
      const guarantee = tables.guaranteeByGrn(message.body.grn);
      say(out, onQuery(guarantee, tables.openUsages(), message));
    },
    X200(message, { now, out }) {
      const guarantee = tables.guaranteeByGrn(message.body.grn);
      say(out, onCheck(guarantee, message, now, parameters));
    },
    X203(message, { now, out }) {
      const { grn, mrn } = message.body;
      const guarantee = tables.guaranteeByGrn(grn);
      const step = onUse(guarantee, tables.usage(grn, mrn), message, now, parameters);
      tables.applyPosition(out, step);
    },
    X204(message, { now, out }) {
      const { grn, mrn } = message.body;
      tables.applyPosition(out, onUseCancel(tables.position(grn, mrn), message, now));
    },
    X209(message, { now, out }) {
      const { grn, mrn } = message.body;
      tables.applyPosition(out, onCredit(tables.position(grn, mrn), message, now));
    },
  };
}

function timersOf(tables: GuaranteeTables, parameters: NodeParameters): Department['timers'] {
  return {
    'T-UND'(key, { out }) {
      const guarantee = tables.guarantees.get(key);
      tables.applyGuarantee(out, onUndertakingOverdue(guarantee, parameters));
    },
    'T-GUADEC'(key, { out }) {
      say(out, onDecisionOverdue(tables.guarantees.get(key)));
    },
    'T-VAL'(key, { now, out }) {
      const guarantee = tables.guarantees.get(key);
      tables.applyGuarantee(out, onValidityOver(guarantee, now, parameters));
    },
    'T-LIB'() {
      // Row G8 ends in G228, which this version does not speak: the guarantee stays in its run-off.
    },
    'T-HOLD'(key, { now, out }) {
      const usage = tables.usages.open.get(key);
      const position = usage && tables.position(usage.grn, usage.mrn);
      tables.applyPosition(out, onHoldOver(position, now));
    },
  };
}

/** A grant takes the year's next serial and draws the access code. */
const guaranteeReview =
  (tables: GuaranteeTables, parameters: NodeParameters): DecisionHandler =>
  ({ key }, message, { now, draws, out }) => {
    const year = new Date(now).getUTCFullYear();
    const serial = tables.nextSerial(year);
    const granted = message.body.decision === 'grant';
    const accessCode = granted ? drawAccessCode(draws.stream('accessCodes')) : '';
    const guarantee = tables.guarantees.get(key);
    const step = onGuaranteeDecision(guarantee, message, { serial, accessCode }, now, parameters);
    if (step.state?.status === 'active') tables.noteSerial(year, serial, out);
    tables.applyGuarantee(out, step);
  };

/** Letters and digits that nobody mistakes for one another. */
const CODE_CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function drawAccessCode(stream: Stream): string {
  let code = '';
  while (code.length < 4) code += CODE_CHARACTERS[integer(stream, 0, CODE_CHARACTERS.length - 1)]!;
  return code;
}
