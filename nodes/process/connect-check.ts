/** What a CONNECT packet must be, and what its refusal is called [MQTT-3.1, MQTT-3.2.2.3]. Credentials are checked elsewhere. */
import type { ConnectPacket } from 'aedes';
import { LIMITS } from '../common/limits.ts';
import { parseIntakeTopic } from '../common/topics.ts';

/** CONNACK return code: 1 version, 2 identifier, 4 wrong user name or password, 5 not authorised. */
export interface ConnectFault {
  readonly code: 1 | 2 | 4 | 5;
  readonly reason: string;
}

/** What is wrong with it; undefined where nothing is. */
export function connectFault(packet: ConnectPacket): ConnectFault | undefined {
  const { protocolId, protocolVersion, clientId, clean, will, username } = packet;
  if (protocolId !== 'MQTT' || protocolVersion !== 4)
    return { code: 1, reason: 'the exchange speaks MQTT 3.1.1 only' };
  if (clientId === '' && clean === false)
    return { code: 2, reason: 'an empty client id needs a clean session' };
  if (Buffer.byteLength(clientId) > LIMITS.clientIdBytes) {
    return { code: 2, reason: `its client id is longer than ${LIMITS.clientIdBytes} bytes` };
  }
  if (clean === false)
    return { code: 5, reason: 'sessions of the exchange are clean: outboxes are the only queues' };
  if (will === undefined) return undefined;
  if (will.qos !== 1 || parseIntakeTopic(will.topic)?.from !== username) {
    return { code: 5, reason: 'its will is not for its own intake at QoS 1' };
  }
  return undefined;
}

/**
 * A connection takes over an older one of the same client id; nobody takes over another country's.
 * @param holder the country that holds this client id now.
 */
export function clientIdFault(
  clientId: string,
  country: string,
  countries: readonly string[],
  holder: string | undefined,
): ConnectFault | undefined {
  const owner =
    holder ?? countries.find((name) => clientId === name || clientId.startsWith(`${name}-`));
  if (owner === undefined || owner === country) return undefined;
  return { code: 2, reason: `the client id belongs to ${owner}` };
}
