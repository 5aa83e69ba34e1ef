/** What traders, drivers and officers write to their offices, with who writes it and to whom. When they write, others know. */
import type { Message } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import type { Body, MessageCode } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { insurerTin } from '../../nodes/common/routing.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { guaranteeOfficeOf, officeOf } from '../../nodes/countries/offices.ts';
import type { Cover, Route } from './routes.ts';
import { declarationOf } from './routes.ts';

/** Somebody who declares, under the TIN that his country knows him by. */
export interface Trader {
  readonly country: string;
  readonly tin: string;
}

/** A message without what every message has. */
export interface Letter {
  /** At whose door it is handed in. */
  readonly country: string;
  readonly messageType: string;
  readonly sender: string;
  readonly recipient: string;
  readonly body: object;
  readonly header: Header;
}

type Header = Partial<Pick<Message, 'mrn' | 'lrn' | 'correlationId'>>;

/** A load on its way. */
export interface Journey {
  readonly lrn: string;
  readonly trader: Trader;
  readonly route: Route;
  readonly plate: string;
  readonly seal: string;
  /** Empty until it is allotted. */
  mrn: string;
}

/** The only trader of a country, where one is enough. */
export const forwarderOf = (country: string): Trader => ({
  country,
  tin: `${countryOf(country).iso2}404378869`,
});

function letter<C extends MessageCode>(
  country: string,
  messageType: C,
  [sender, recipient]: readonly [string, string],
  body: Body<C>,
  header: Header = {},
): Letter {
  return { country, messageType, sender, recipient, body, header };
}

export function accountApplication({ country, tin }: Trader): Letter {
  return letter(country, 'A801', [tin, country], {
    tin,
    legalName: `Forwarder of ${country}`,
    address: '1 Customs Street',
    country: countryOf(country).iso2,
    roles: ['principal'],
    contact: 'transit desk',
    requestedTrustLevel: 1,
  });
}

/** @param referenceAmount in the scheme currency. */
export function guaranteeApplication(
  { country, tin }: Trader,
  referenceAmount: number,
  scheme: SchemeParameters,
): Letter {
  return letter(country, 'G810', [tin, guaranteeOfficeOf(country).code], {
    tin,
    type: '1',
    referenceAmount,
    currency: scheme.currency,
    countries: Object.values(scheme.members),
    requestedLevel: 1,
    guarantorTin: insurerTin(countryOf(country).iso2),
  });
}

/** How much of the guarantee is used. */
export const guaranteeQuery = (
  { country, tin }: Trader,
  { grn, accessCode }: Cover,
  queryId: 2 | 3,
): Letter =>
  letter(country, 'G034', [tin, guaranteeOfficeOf(country).code], { grn, accessCode, queryId });

export function declaration(journey: Journey, cover: Cover, scheme: SchemeParameters): Letter {
  const { tin } = journey.trader;
  return declarationLetter(
    journey,
    declarationOf(journey.route, { tin, ...journey }, cover, scheme, Date.now()),
  );
}

export const declarationLetter = (
  { trader: { country, tin }, route, lrn }: Journey,
  body: Body<'T015'>,
): Letter => letter(country, 'T015', [tin, route.departure], body, { lrn });

/** T054: he asks for release in spite of what was found. */
export const releaseRequest = ({ trader: { country, tin }, route, mrn, lrn }: Journey): Letter =>
  letter(country, 'T054', [tin, route.departure], { requested: 1 }, { mrn, lrn });

export function presentation({ mrn, plate, seal }: Journey, office: string): Letter {
  const body: Body<'N117'> = { mrn, office, identification: plate, seals: [seal] };
  return letter(officeOf(office).country, 'N117', [plate, office], body, { mrn });
}

export function arrival({ mrn, plate, seal, route: { destination } }: Journey): Letter {
  const body: Body<'T007'> = {
    ...{ mrn, office: destination, simplified: 0, identification: plate },
    arrivedAt: isoUtc(Date.now()),
    seals: [seal],
  };
  return letter(officeOf(destination).country, 'T007', [plate, destination], body, { mrn });
}

export function unloading({ mrn, plate, route: { destination } }: Journey): Letter {
  const body: Body<'T044'> = {
    ...{ mrn, office: destination, conform: 1, unloadingCompletion: 1, stateOfSeals: 1 },
    unloadedAt: isoUtc(Date.now()),
  };
  return letter(officeOf(destination).country, 'T044', [plate, destination], body, { mrn });
}

/** The officer invalidates a released movement on his own account (row D26). */
export function invalidation({ trader: { country }, route, mrn, lrn }: Journey): Letter {
  const [office, officer] = [route.departure, 'officer-1'];
  const body = { task: `invalidation/${mrn}`, office, officer, decision: 'invalidate' };
  return letter(country, 'N820', [`${office}/${officer}`, office], body, { mrn, lrn });
}

/** What a control found that was not as declared. */
export interface Found {
  readonly code: 'A5' | 'B1';
  readonly differences: string[];
}

/** The officer decides otherwise than proposed that the goods are controlled. */
export const controlOrder = (country: string, item: Message): Letter =>
  decisionOn(country, { ...item, body: { ...item.body, proposed: 'control' } });

/**
 * The officer on duty follows the proposal; a confirmation takes another officer than the review.
 * @param found by a control at departure; absent: nothing.
 */
export function decisionOn(
  country: string,
  { messageId, mrn, lrn, body }: Message,
  found?: Found,
): Letter {
  const { task, kind, office, proposed, decisions } = body as Body<'N810'>;
  const officer = SECOND_LOOKS.has(kind) ? 'officer-2' : 'officer-1';
  const ends = [`${office}/${officer}`, office] as const;
  const header = {
    correlationId: messageId,
    ...(mrn === undefined ? {} : { mrn }),
    ...(lrn === undefined ? {} : { lrn }),
  };
  if (kind === 'departureControl') {
    const result = { code: 'A1', ...found, date: isoUtc(Date.now()) };
    return letter(country, 'N017', ends, { office, officer, task, result }, header);
  }
  const decision = decisions.includes(proposed) ? proposed : (decisions[0] ?? '');
  const result = kind === 'destinationControl' ? { result: decision } : {};
  return letter(country, 'N820', ends, { task, office, officer, decision, ...result }, header);
}

/** Taken by another officer than the look before. */
const SECOND_LOOKS: ReadonlySet<string> = new Set(['accountConfirmation', 'discrepancy']);
