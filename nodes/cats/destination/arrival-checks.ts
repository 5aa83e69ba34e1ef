/** Business checks of a notice of arrival (T007). Other seals or another truck than recorded are no defect of it: they call for a control. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import type { Defect } from '../../common/messages/parts.ts';
import type { CheckOf, Findings } from '../../common/validation/check.ts';
import { findDefects } from '../../common/validation/check.ts';
import { INCIDENT_CHECKS } from '../../common/validation/incident-checks.ts';
import { authorisationOf } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { holdsAt } from '../accounts/authorisation.ts';
import type { Setting } from '../setting.ts';

/** An arrival, and what it is judged by. */
export interface ArrivalNotice {
  readonly body: Body<'T007'>;
  readonly accounts: Accounts;
  readonly now: SimTime;
}

const ARRIVAL_CHECKS: readonly CheckOf<ArrivalNotice>[] = [
  { rule: 'C503', find: findUnauthorised },
  {
    rule: 'C104',
    find: ({ body: { arrivedAt: text }, now }, findings) => {
      const arrivedAt = parseIsoUtc(text);
      if (arrivedAt === undefined || arrivedAt > now) findings.add('/body/arrivedAt', 14, text);
    },
  },
];

/** All that cannot be, or is not allowed, at once (row A5). */
export function judgeArrival(
  body: Body<'T007'>,
  accounts: Accounts,
  now: SimTime,
  { off, parameters }: Setting,
): Defect[] {
  const { scheme } = parameters;
  return [
    ...findDefects(ARRIVAL_CHECKS, { body, accounts, now }, off),
    ...(body.incidents ?? []).flatMap((incident, i) =>
      findDefects(
        INCIDENT_CHECKS,
        { incident, at: `/body/incidents/${String(i)}`, now, scheme },
        off,
      ),
    ),
  ];
}

/** The simplified procedure needs the consignee's authorisation C522, for the place where the goods are (C0102). */
function findUnauthorised({ body, accounts, now }: ArrivalNotice, findings: Findings): void {
  const { simplified, authorisation: number, consignee, location } = body;
  if (simplified === 0) return;
  if (number === undefined) {
    findings.add('/body/authorisation', 13);
    return;
  }
  const held = authorisationOf(accounts.get(consignee ?? ''), 'C522', now);
  if (held?.number !== number) findings.add('/body/authorisation', 14, number);
  else if (!holdsAt(held, location ?? '')) findings.add('/body/location', 14, location);
}
