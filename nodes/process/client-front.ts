/** ICE as a client of an outside broker: it reads every intake topic. PUBACK means nothing here; S001 alone acknowledges. */
import { INTAKE_FILTER, parseIntakeTopic } from '../common/topics.ts';
import type { Front, FrontHandler } from './front.ts';
import { MqttSession } from './mqtt-session.ts';
import type { TlsFiles } from './security/papers.ts';

export interface ClientFrontOptions {
  readonly url: string;
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  /** For `mqtts`. */
  readonly tls?: TlsFiles;
}

/** Retained messages are published again whenever the broker is reached: it may have forgotten them. */
export function openClientFront(options: ClientFrontOptions, handler: FrontHandler): Front {
  const retained = new Map<string, string | Uint8Array>();
  let reported = false;
  /** Somebody has been told that the broker is not there. */
  let isMissed = false;
  const session = new MqttSession(
    { ...options, filters: [INTAKE_FILTER] },
    {
      onMessage(topic, payload) {
        const from = parseIntakeTopic(topic)?.from;
        if (from === undefined) {
          handler.onTrouble(`a message on ${topic}, which is no intake topic, was dropped`);
          return;
        }
        handler.onMessage(from, topic, payload, (verdict) => {
          if (verdict === 'taken') return;
          handler.onTrouble(`${from}: ${verdict.refused}; the message was dropped`);
        });
      },
      onUp() {
        if (isMissed) handler.onTrouble(`${options.url}: ICE is connected to the broker`);
        reported = false;
        isMissed = false;
        for (const [topic, payload] of retained) {
          session.publish(topic, payload, true).catch(() => undefined);
        }
        handler.onConnect();
      },
      onDown() {
        handler.onTrouble(`${options.url}: the broker is gone; ICE tries again until it is back`);
        isMissed = true;
        handler.onDisconnect();
      },
      onFailed(reason) {
        if (!reported)
          handler.onTrouble(`${options.url}: ${reason}; ICE tries again until it is there`);
        reported = true;
        isMissed = true;
      },
    },
  );
  return {
    url: options.url,
    seesInboxes: false,
    traffic: session.traffic,
    publish(topic, payload, { retain = false } = {}) {
      if (retain) retained.set(topic, payload);
      return session.publish(topic, payload, retain);
    },
    close: () => session.close(),
  };
}
