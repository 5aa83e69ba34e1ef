/** What ICE keeps retained for everybody: the realm, who is there, the reference data in force. */
import type { Message } from '../../simulator/core/participant.ts';
import { encodeMessage } from '../common/envelope.ts';
import { publicTopic } from '../common/topics.ts';
import type { Front } from './front.ts';
import type { Availability, Realm } from './node-link.ts';

export class PublicFace {
  private readonly front: Pick<Front, 'publish'>;
  private readonly since: string;
  private readonly countries: Record<string, boolean> = {};

  /** @param since when this ICE began to run, ISO UTC: a node tells by it whether ICE or only the connection was gone. */
  constructor(
    front: Pick<Front, 'publish'>,
    realm: Realm,
    since: string,
    countries: readonly string[],
  ) {
    this.front = front;
    this.since = since;
    for (const country of countries) this.countries[country] = false;
    this.retain('realm', realm);
    this.retainAvailability();
  }

  /** A country has its inbox open, or no more. */
  seen(country: string, here: boolean): void {
    if (this.countries[country] === here) return;
    this.countries[country] = here;
    this.retainAvailability();
  }

  /** A list that ICE sends to the nodes (S802) is kept under its name as well. */
  reference(message: Message): void {
    const { list } = message.body as { list?: unknown };
    if (typeof list === 'string' && /^[\w-]{1,35}$/.test(list))
      this.retain(`reference/${list}`, encodeMessage(message));
  }

  private retainAvailability(): void {
    const availability: Availability = { since: this.since, countries: this.countries };
    this.retain('availability', JSON.stringify(availability));
  }

  private retain(name: string, payload: string): void {
    // On an outside broker that is away it is published when the broker is back.
    this.front.publish(publicTopic(name), payload, { retain: true }).catch(() => undefined);
  }
}
