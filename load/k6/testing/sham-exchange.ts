/** A broker that answers as an exchange would until the first message of a load, for tests of what a script says when the exchange fails. */
import { Aedes } from 'aedes';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { publicTopic } from '../../../nodes/common/topics.ts';

export interface Sham {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Whoever publishes is hung up on.
 * @param realm that it says it is of; absent: it says nothing.
 */
export async function shamExchange(realm?: string): Promise<Sham> {
  const aedes = new Aedes({ authorizePublish: (client) => client?.conn.destroy() });
  await aedes.listen();
  if (realm !== undefined) {
    const packet = { cmd: 'publish', qos: 1, retain: true, dup: false } as const;
    const said = { ...packet, topic: publicTopic('realm'), payload: realm };
    await new Promise<void>((resolve) => aedes.publish(said, () => resolve()));
  }
  const server = createServer((socket) => aedes.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `mqtt://127.0.0.1:${String(port)}`,
    close: async () => {
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
