/** Everybody behind the doors of the countries: traders who keep movements under way, drivers who bring them home, officers who decide what is proposed. */
import type { Message } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Body, MessageCode } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { WORLD } from '../../nodes/common/routing.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import {
  accountApplication,
  arrival,
  decisionOn,
  declaration,
  forwarderOf,
  guaranteeApplication,
  guaranteeQuery,
  presentation,
  unloading,
} from '../town/letters.ts';
import type { Journey, Letter } from '../town/letters.ts';
import type { Cover, Route } from '../town/routes.ts';
import { ROUTES } from '../town/routes.ts';
import { Visitor } from './visitor.ts';
import type { Place } from './visitor.ts';

/** Movements that a trader keeps under way. */
const AT_ONCE = 4;
/** How often each trader asks about his guarantee, unless so many of his messages are not answered. */
const ASK_MS = 50;
const OPEN_MOST = 16;
/** Enough for what is under way at once, with some that is written off and not yet released. */
const REFERENCE_AMOUNT = 500_000;

export interface TradeOptions {
  readonly scheme: SchemeParameters;
  /** Where the door of each country is. */
  readonly doors: Readonly<Record<string, () => Place>>;
  /** A door has acknowledged something. */
  readonly onServed: (country: string) => void;
}

export class Trade {
  readonly visitors: ReadonlyMap<string, Visitor>;
  /** Movements written off. */
  discharged = 0;
  /** What nobody here expects: a refusal of any kind. */
  readonly surprises: string[] = [];
  private readonly scheme: SchemeParameters;
  private readonly covers = new Map<string, Cover>();
  private readonly journeys = new Map<string, Journey>();
  private readonly asking: ReturnType<typeof setInterval>;
  private onFirst: () => void = () => undefined;
  private posted = 0;
  private begun = 0;
  private closing = false;

  constructor({ scheme, doors, onServed }: TradeOptions) {
    this.scheme = scheme;
    this.visitors = new Map(
      Object.entries(doors).map(([country, place]) => {
        const handler = {
          onMessage: (message: Message) => this.onMessage(country, message),
          onServed: () => onServed(country),
        };
        return [country, new Visitor(place, handler)];
      }),
    );
    this.asking = setInterval(() => this.ask(), ASK_MS);
  }

  /** Every trader applies for his account. Settles when the first movement is written off. */
  async open(): Promise<void> {
    for (const country of this.visitors.keys()) this.post(accountApplication(forwarderOf(country)));
    await new Promise<void>((resolve) => (this.onFirst = resolve));
  }

  /** From now on nothing new begins, or it does again. */
  pause(closing: boolean): void {
    this.closing = closing;
    if (!closing) for (const country of this.covers.keys()) this.fill(country);
  }

  /** Everything that was handed in at the doors, in the order of its numbers. */
  get sent(): { readonly t: number; readonly message: Message }[] {
    const sent = [...this.visitors.values()].flatMap((visitor) => visitor.sent);
    return sent.sort((a, b) => numberOf(a.message) - numberOf(b.message));
  }

  /** Movements under way, and messages that no door has answered. */
  get underWay(): number {
    let open = this.journeys.size;
    for (const visitor of this.visitors.values()) open += visitor.open;
    return open;
  }

  end(): void {
    clearInterval(this.asking);
    for (const visitor of this.visitors.values()) visitor.leave();
  }

  /** G034 at every door: how much of the guarantee is used. */
  private ask(): void {
    if (this.closing) return;
    for (const [country, cover] of this.covers) {
      if ((this.visitors.get(country)?.open ?? 0) >= OPEN_MOST) continue;
      this.post(guaranteeQuery(forwarderOf(country), cover, 3));
    }
  }

  private fill(country: string): void {
    const cover = this.covers.get(country);
    const routes = ROUTES.filter(
      ({ countries }) =>
        countries[0] === country && countries.every((one) => this.visitors.has(one)),
    );
    if (cover === undefined || this.closing) return;
    let open = 0;
    for (const journey of this.journeys.values()) if (journey.trader.country === country) open++;
    for (; open < AT_ONCE; open++)
      this.declare(country, routes[this.begun % routes.length]!, cover);
  }

  private declare(country: string, route: Route, cover: Cover): void {
    const number = ++this.begun;
    const { iso2 } = countryOf(country);
    const lrn = `${iso2}-K-${number}`;
    const journey = {
      ...{ lrn, trader: forwarderOf(country), route, mrn: '' },
      plate: `${iso2}-${number}`,
      seal: `${iso2}-S-${number}`,
    };
    this.journeys.set(lrn, journey);
    this.post(declaration(journey, cover, this.scheme));
  }

  private onMessage(country: string, message: Message): void {
    const { messageType, lrn, mrn, body } = message;
    const journey = this.journeyOf(lrn, mrn);
    switch (messageType) {
      case 'N810':
        this.post(decisionOn(country, message));
        return;
      case 'A802':
        this.onAccount(country, body as Body<'A802'>);
        return;
      case 'G812':
        this.onGuarantee(country, body as Body<'G812'>);
        return;
      default:
        if (journey === undefined || !this.onTheWay(journey, message))
          this.onOther(message, journey);
    }
  }

  /** @returns whether it was something that a journey waits for. */
  private onTheWay(journey: Journey, { messageType, body }: Message): boolean {
    switch (messageType) {
      case 'T028':
        journey.mrn = (body as Body<'T028'>).mrn;
        return true;
      case 'T029':
        this.driveTo(journey, 0);
        return true;
      case 'N118':
        this.driveTo(journey, journey.route.transits.indexOf((body as Body<'N118'>).office) + 1);
        return true;
      case 'T043':
        this.post(unloading(journey));
        return true;
      case 'T045':
        this.onWriteOff(journey);
        return true;
      default:
        return false;
    }
  }

  private onAccount(country: string, { tin, decision }: Body<'A802'>): void {
    if (decision === 1)
      this.post(guaranteeApplication(forwarderOf(country), REFERENCE_AMOUNT, this.scheme));
    else this.surprises.push(`A802 refuses ${tin}`);
  }

  private onGuarantee(country: string, { grn, accessCode }: Body<'G812'>): void {
    if (grn === undefined) {
      this.surprises.push(`G812 refuses the guarantee in ${country}`);
      return;
    }
    this.covers.set(country, { grn, accessCode: accessCode ?? '' });
    this.fill(country);
  }

  private onWriteOff(journey: Journey): void {
    this.journeys.delete(journey.lrn);
    this.discharged++;
    this.onFirst();
    this.fill(journey.trader.country);
  }

  private onOther({ messageType, messageId, body }: Message, journey: Journey | undefined): void {
    if (EXPECTED.has(messageType)) return;
    this.surprises.push(`${messageType} ${messageId} ${JSON.stringify(body)}`);
    if (!ENDS.has(messageType) || journey === undefined) return;
    this.journeys.delete(journey.lrn);
    this.fill(journey.trader.country);
  }

  /** To the next office of transit, or to the end. */
  private driveTo(journey: Journey, stop: number): void {
    const office = journey.route.transits[stop];
    this.post(office === undefined ? arrival(journey) : presentation(journey, office));
  }

  private post({ country, header, ...letter }: Letter): void {
    this.visitors.get(country)?.post({
      messageId: `${WORLD}-n${++this.posted}`,
      sentAt: isoUtc(Date.now()),
      schemaVersion: SCHEMA_VERSION,
      ...letter,
      ...header,
    });
  }

  private journeyOf(lrn: string | undefined, mrn: string | undefined): Journey | undefined {
    const named = lrn === undefined ? undefined : this.journeys.get(lrn);
    if (named !== undefined || mrn === undefined) return named;
    for (const journey of this.journeys.values()) if (journey.mrn === mrn) return journey;
    return undefined;
  }
}

const numberOf = ({ messageId }: Message): number => Number(messageId.slice(`${WORLD}-n`.length));

/** Told to traders, drivers and officers, and nothing to be done about it. */
const EXPECTED: ReadonlySet<string> = new Set<MessageCode>([
  ...(['A803', 'A805', 'G037', 'G225', 'G228', 'N811', 'S903'] as const),
  ...(['T928', 'T060', 'T025', 'T182'] as const),
]);

/** After these a movement does not go on. */
const ENDS: ReadonlySet<string> = new Set<MessageCode>(['T051', 'T056', 'T057', 'T058']);
