/** G811: the guarantor commits himself; or T-UND, when he did not. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { askOfficer, NO_CHANGE, refuse, stopTimer } from '../../common/step.ts';
import type { Account } from '../accounts/account.ts';
import { holdsRole } from '../accounts/account.ts';
import type { Guarantee } from './guarantee.ts';
import { guaranteeToLodge } from '../../common/trust-level.ts';
import { toCents } from './ledger.ts';
import { notCovered } from './on-g810-application.ts';
import { isNoNarrower, narrowed } from './restrictions.ts';
import { refuseGuarantee } from './on-guarantee-decision.ts';

/**
 * Row G3. An undertaking that comes after T-UND finds no application any more (rule C202).
 * @param guarantee the application that the principal named has open.
 * @param guarantor account of the guarantor named.
 */
export function onUndertaking(
  guarantee: Guarantee | undefined,
  guarantor: Account | undefined,
  message: MessageOf<'G811'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Guarantee> {
  switch (guarantee?.status) {
    case 'awaitUndertaking':
      return receive(guarantee, guarantor, message, now, parameters);
    case undefined:
    case 'applied':
    case 'underReview':
    case 'active':
    case 'suspended':
    case 'runOff':
    case 'closed':
    case 'refused':
      return refuse(message, 'C202', '92');
  }
}

function receive(
  guarantee: Guarantee,
  guarantor: Account | undefined,
  message: MessageOf<'G811'>,
  now: SimTime,
  { scheme, officeOfGuarantee }: NodeParameters,
): Step<Guarantee> {
  const { guarantorTin, ceiling, countries } = message.body;
  if (guarantorTin !== guarantee.guarantorTin || !holdsRole(guarantor, 'guarantor', now)) {
    return refuse(message, 'C501', '12', '/body/guarantorTin');
  }
  const validTo = parseIsoUtc(message.body.validTo);
  if (validTo === undefined) return refuse(message, 'C104', '14', '/body/validTo');
  const { id, holderName, ledger, level, restrictions } = guarantee;
  const enough = toCents(ceiling) >= guaranteeToLodge(ledger.referenceAmount, level);
  const covered = guarantee.countries.filter((iso2) => countries.includes(iso2));
  const limited = narrowed(restrictions, message.body);
  const asAsked =
    enough &&
    covered.length === guarantee.countries.length &&
    validTo > now &&
    isNoNarrower(limited, restrictions);
  return {
    state: guarantee.with({
      status: 'underReview',
      countries: covered,
      notValidIn: notCovered(covered, scheme.members),
      restrictions: limited,
      validTo,
    }),
    facts: [
      customsFact({
        type: 'UndertakingGiven',
        row: 'G3',
        guarantee: id,
        guarantor: guarantorTin,
        ceiling,
      }),
    ],
    effects: [
      stopTimer('T-UND', id),
      askOfficer({
        kind: 'guaranteeReview',
        key: id,
        office: officeOfGuarantee,
        proposed: asAsked ? 'grant' : 'refuse',
        channel: asAsked ? 'green' : 'yellow',
        principal: holderName,
        value: ledger.referenceAmount / 100,
      }),
    ],
  };
}

/** Row G4: nobody stands behind the trader. */
export function onUndertakingOverdue(
  guarantee: Guarantee | undefined,
  parameters: Pick<NodeParameters, 'country'>,
): Step<Guarantee> {
  if (guarantee?.status !== 'awaitUndertaking') return NO_CHANGE;
  return refuseGuarantee(guarantee, 'the guarantor gave no undertaking in time', parameters);
}
