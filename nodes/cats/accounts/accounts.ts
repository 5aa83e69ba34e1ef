/** The accounts department of a national application: its tables, and which message or decision goes where. */
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { DecisionHandler, Department, MessageOf, Moment, Step } from '../../common/step.ts';
import { applyStep } from '../../common/step.ts';
import type { Account } from './account.ts';
import { reviveAccount } from './account.ts';
import { partsOfKey } from './ask-authorisation.ts';
import { onApplication } from './on-a801-application.ts';
import { onPublication } from './on-a803-publication.ts';
import { onStatusChange } from './on-a804-status.ts';
import { onAccountConfirmation, onAccountReview, sameOfficer } from './on-account-decision.ts';
import { onAccountStatus } from './on-account-status.ts';
import { onAuthorisationDecision } from './on-authorisation-decision.ts';

/** Accounts by TIN: the country's own and those that others published. */
export type Accounts = Table<Account>;

export const accountTable = (): Accounts => new Table('accounts', reviveAccount);

/** @param accounts is read by other departments too (rule C501), so it is handed in. */
export function accountDepartment(accounts: Accounts, parameters: NodeParameters): Department {
  /** The last number of each type of simplification. */
  const serials = new Table<{ readonly last: number }>('authorisationSerials', asIs);
  const fourEyes = parameters.rulesOff?.includes('C506') !== true;
  return {
    tables: [accounts, serials],
    messages: {
      A801(message, { now, out }) {
        const { tin } = message.body;
        applyStep(out, accounts, tin, onApplication(accounts.get(tin), message, now, parameters));
      },
      A803(message, { out }) {
        applyStep(out, accounts, message.body.tin, onPublication(message, parameters));
      },
      A804(message, { out }) {
        const { tin } = message.body;
        applyStep(out, accounts, tin, onStatusChange(accounts.get(tin), message, parameters));
      },
    },
    timers: {},
    decisions: {
      accountReview: deciding(accounts, parameters, onAccountReview),
      accountConfirmation: deciding(accounts, parameters, onAccountConfirmation),
      accountStatus: deciding(accounts, parameters, onAccountStatus),
      authorisationReview({ key }, message, { out }) {
        const { tin, type } = partsOfKey(key);
        const serial = (serials.get(type)?.last ?? 0) + 1;
        const account = accounts.get(tin);
        const step = onAuthorisationDecision(account, type, serial, message, parameters);
        const { state = account } = step;
        if (state?.authorisations !== account?.authorisations) {
          out.put(serials, type, { last: serial });
        }
        applyStep(out, accounts, tin, step);
      },
    },
    objections: {
      accountConfirmation: ({ key }, message) =>
        fourEyes
          ? sameOfficer(accounts.get(key), message as MessageOf<'N820'>, parameters)
          : undefined,
    },
  };
}

/** Decisions on the account that the task is about. */
const deciding =
  (
    accounts: Accounts,
    parameters: NodeParameters,
    decide: (
      account: Account | undefined,
      message: MessageOf<'N820'>,
      now: Moment['now'],
      parameters: NodeParameters,
    ) => Step<Account>,
  ): DecisionHandler =>
  ({ key }, message, { now, out }) => {
    applyStep(out, accounts, key, decide(accounts.get(key), message, now, parameters));
  };
