/** ICE's intake and its way out, whatever carries them: embedded broker, outside broker, memory. Says nothing of what a message means. */
import type { Traffic } from './traffic.ts';

/** `taken`: it may be acknowledged on the wire; refused: false sender or topic, for which alone the connection is closed. */
export type Verdict = 'taken' | { readonly refused: string };

export type Answer = (verdict: Verdict) => void;

/** What a front tells ICE. */
export interface FrontHandler {
  /**
   * A client published to the intake.
   * @param client the country whose credentials the connection showed; on an outside broker, the country that the topic names.
   * @param payload holds until this returns: the front may read the next message into the same bytes.
   * @param answer is told the verdict, once, however late: those of one commit all in one turn. Where the front can, the wire's
   * acknowledgement waits for it, so that it means "safe".
   */
  onMessage(client: string, topic: string, payload: Uint8Array, answer: Answer): void;
  /** The country has subscribed its inbox: what waits for it can go. Without a country: the outside broker is reached, whoever listens there. */
  onConnect(country?: string): void;
  /** Its last such connection is gone; without a country: the outside broker is. */
  onDisconnect(country?: string): void;
  /** One sentence for the log: a client refused, a connection lost. */
  onTrouble(sentence: string): void;
}

export interface Front {
  /** Where nodes find the broker. */
  readonly url: string;
  /** Whether `onConnect` is called when a country subscribes; otherwise ICE hears of it from the country's own messages. */
  readonly seesInboxes: boolean;
  /** Bytes of its connections; absent where it has none. */
  readonly traffic?: Traffic;
  /** Publishes at QoS 1; settles when the wire has it, fails when the connection is lost. A retained message stays for whoever subscribes later. */
  publish(
    topic: string,
    payload: string | Uint8Array,
    options?: { readonly retain?: boolean },
  ): Promise<void>;
  close(): Promise<void>;
}
