/** ICE with the broker inside: a PUBACK waits until ICE has the message safely. */
import { Broker } from './broker.ts';
import type { BrokerOptions } from './broker.ts';
import type { Front, FrontHandler } from './front.ts';

/** @throws ProcessFault where the port cannot be opened. */
export async function openEmbeddedFront(
  options: BrokerOptions,
  handler: FrontHandler,
): Promise<Front> {
  const broker = await Broker.open(options, handler);
  return {
    url: broker.url,
    seesInboxes: true,
    traffic: broker.traffic,
    publish: (topic, payload, { retain = false } = {}) => broker.publish(topic, payload, retain),
    close: () => broker.close(),
  };
}
