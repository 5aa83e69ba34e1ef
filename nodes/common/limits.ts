/** Bounds on packets, queues and retries: each stands here once; the process adapters and the documentation read them. */

export const LIMITS = {
  /** Largest MQTT PUBLISH payload and HTTP body in bytes; a larger one is refused before it is buffered. */
  messageBytes: 256 * 1024,
  /** Largest MQTT packet in bytes: payload, topic and header. */
  packetBytes: 257 * 1024,
  /** Longest client id in bytes [MQTT-3.1.3-5 asks for 23 at least]. */
  clientIdBytes: 64,
  /** Messages that may wait in one inbox of ICE's outbox before senders are told (C602). */
  queuedPerRecipient: 100_000,
  /** Messages of one node that may wait for S001. */
  unacknowledgedPerSender: 10_000,
  /** How long a message that cannot be delivered is kept, in ms (rule C603). */
  queueTimeToLiveMs: 30 * 86_400_000,
  /** Message ids are remembered this long against repeats (rule C108), in ms. */
  repeatMemoryMs: 7 * 86_400_000,
  /** Records in a final state leave the working set after this time, in ms. */
  finalRetentionMs: 10 * 86_400_000,
  /** Subscriptions of one client. */
  subscriptionsPerClient: 16,
  /** Defects named in one rejection. */
  defectsPerMessage: 100,
  /** MQTT keep alive in s. */
  keepAliveS: 30,
} as const;

/** Version of the envelope and of every schema in the catalogue. */
export const SCHEMA_VERSION = '1.0';
