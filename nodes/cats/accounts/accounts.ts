/** The accounts department of a national application: its table, and which message or decision goes where. */
import { Table } from '../../../simulator/core/table.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { Department } from '../../common/step.ts';
import { applyStep } from '../../common/step.ts';
import type { Account } from './account.ts';
import { reviveAccount } from './account.ts';
import { onApplication } from './on-a801-application.ts';
import { onPublication } from './on-a803-publication.ts';
import { onAccountDecision } from './on-account-decision.ts';

/** Accounts by TIN: the country's own and those that others published. */
export type Accounts = Table<Account>;

export const accountTable = (): Accounts => new Table('accounts', reviveAccount);

/** @param accounts is read by other departments too (rule C501), so it is handed in. */
export function accountDepartment(accounts: Accounts, parameters: NodeParameters): Department {
  return {
    tables: [accounts],
    messages: {
      A801(message, { now, out }) {
        const { tin } = message.body;
        applyStep(out, accounts, tin, onApplication(accounts.get(tin), message, now, parameters));
      },
      A803(message, { out }) {
        applyStep(out, accounts, message.body.tin, onPublication(message, parameters));
      },
    },
    timers: {},
    decisions: {
      accountReview({ key }, message, { now, out }) {
        const step = onAccountDecision(accounts.get(key), message, now, parameters);
        applyStep(out, accounts, key, step);
      },
    },
  };
}
