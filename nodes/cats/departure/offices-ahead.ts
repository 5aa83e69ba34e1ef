/** Which offices still wait for the goods of a movement, and what is told to all of them: incidents, the arrival elsewhere, the invalidation. */
import type { Send } from '../../../simulator/core/participant.ts';
import type { Body, MessageCode } from '../../common/message-types.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { byCountry } from './advance-record.ts';

/** Offices with an open record on the way there: declared or diverted to, neither passed nor refused. The destination is not among them. */
export function officesOnTheWay({ declaration, crossed, refusedBy, diverted }: Movement): string[] {
  const waits = (office: string): boolean =>
    !crossed.includes(office) && !refusedBy.includes(office);
  const offices: string[] = [];
  for (const { office } of declaration.officesOfTransit) if (waits(office)) offices.push(office);
  if (declaration.officesOfExit === undefined && diverted.length === 0) return offices;
  for (const office of [...(declaration.officesOfExit ?? []), ...diverted]) {
    if (waits(office) && !offices.includes(office)) offices.push(office);
  }
  return offices;
}

/** All of them, and the declared destination where it is another one. */
export function officesAhead(movement: Movement): string[] {
  const offices = officesOnTheWay(movement);
  const { officeOfDestination } = movement.declaration;
  if (!offices.includes(officeOfDestination)) offices.push(officeOfDestination);
  return offices;
}

/** One message to each country with offices that wait: inside this country to the first of them, abroad to the node. */
export const tellCountries = <C extends MessageCode>(
  messageType: C,
  offices: readonly string[],
  { office, mrn }: Movement,
  body: (offices: string[]) => Body<C>,
  setting: Setting,
): Send[] =>
  byCountry(offices).map((group) =>
    setting.toOffice(messageType, group[0] ?? '', office, mrn, body(group)),
  );
