/** What traders, drivers and officers write to their offices, with who writes it and to whom. When they write, `trade.ts` knows. */
import type { Message } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import type { Body, MessageCode } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { insurerTin } from '../../nodes/common/routing.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { guaranteeOfficeOf, officeOf } from '../../nodes/countries/offices.ts';
import type { Cover, Route } from './routes.ts';
import { declarationOf } from './routes.ts';

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
  readonly country: string;
  readonly route: Route;
  readonly plate: string;
  readonly seal: string;
  /** Empty until it is allotted. */
  mrn: string;
}

/** Enough for what is under way at once, with some that is written off and not yet released. */
const REFERENCE_AMOUNT = 500_000;

/** Of the one trader that each country has. */
const tinOf = (country: string): string => `${countryOf(country).iso2}404378869`;

function letter<C extends MessageCode>(
  country: string,
  messageType: C,
  [sender, recipient]: readonly [string, string],
  body: Body<C>,
  header: Header = {},
): Letter {
  return { country, messageType, sender, recipient, body, header };
}

export function accountApplication(country: string): Letter {
  const tin = tinOf(country);
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

export function guaranteeApplication(country: string, scheme: SchemeParameters): Letter {
  const tin = tinOf(country);
  return letter(country, 'G810', [tin, guaranteeOfficeOf(country).code], {
    tin,
    type: '1',
    referenceAmount: REFERENCE_AMOUNT,
    currency: scheme.currency,
    countries: Object.values(scheme.members),
    requestedLevel: 1,
    guarantorTin: insurerTin(countryOf(country).iso2),
  });
}

/** How much of the guarantee is used. */
export const guaranteeQuery = (country: string, cover: Cover): Letter =>
  letter(country, 'G034', [tinOf(country), guaranteeOfficeOf(country).code], {
    ...cover,
    queryId: 3,
  });

export function declaration(journey: Journey, cover: Cover, scheme: SchemeParameters): Letter {
  const { country, route, lrn } = journey;
  const tin = tinOf(country);
  const body = declarationOf(route, { tin, ...journey }, cover, scheme, Date.now());
  return letter(country, 'T015', [tin, route.departure], body, { lrn });
}

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

/** The officer on duty follows the proposal; a confirmation takes another officer than the review. */
export function decisionOn(country: string, { messageId, mrn, lrn, body }: Message): Letter {
  const { task, kind, office, proposed, decisions } = body as Body<'N810'>;
  const officer = kind === 'accountConfirmation' ? 'officer-2' : 'officer-1';
  const ends = [`${office}/${officer}`, office] as const;
  const header = {
    correlationId: messageId,
    ...(mrn === undefined ? {} : { mrn }),
    ...(lrn === undefined ? {} : { lrn }),
  };
  if (kind === 'departureControl') {
    const result = { code: 'A1', date: isoUtc(Date.now()) };
    return letter(country, 'N017', ends, { office, officer, task, result }, header);
  }
  const decision = decisions.includes(proposed) ? proposed : (decisions[0] ?? '');
  const result = kind === 'destinationControl' ? { result: decision } : {};
  return letter(country, 'N820', ends, { task, office, officer, decision, ...result }, header);
}
