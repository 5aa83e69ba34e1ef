/** Bounds on packets, queues and retries: each stands here once; the process adapters and the documentation read them. */

export const LIMITS = {
  /** Largest MQTT PUBLISH payload and HTTP body in bytes; a larger one is refused before it is buffered. */
  messageBytes: 256 * 1024,
  /** Largest MQTT packet in bytes: payload, topic and header. */
  packetBytes: 257 * 1024,
  /** Deepest nesting of a message; deeper JSON would overflow a stack when it is written again. */
  messageDepth: 32,
  /** Longest client id in bytes [MQTT-3.1.3-5 asks for 23 at least]. */
  clientIdBytes: 64,
  /** Messages that may wait in one inbox of ICE's outbox before senders are told (C602). */
  queuedPerRecipient: 100_000,
  /** Messages of one node that may wait for S001. */
  unacknowledgedPerSender: 10_000,
  /** How often a guarantee is asked for again before release is denied (T-GUARES, row D22). */
  guaranteeRetries: 3,
  /** How often an advance record is asked for again before an officer decides (T-ANS, row B5). */
  recordRetries: 5,
  /** T-ACK doubles this often, then its length stays; a message is never given up. */
  repeatDoublingsMost: 5,
  /** A message that has left this often without an answer: an officer is told (S903), or all nodes are (S971). */
  silentTries: 5,
  /** How long a request over ICE may wait for its answer (rule C107), in ms: the longest is an enquiry's, 40 days. */
  openRequestMs: 60 * 86_400_000,
  /** Answers to messages that ICE cannot read (S917) before their receipts must come: then the sender knows, or his receipts are what is spoilt. */
  unreadableTold: 10,
  /** Messages of one node that go out together when ICE answers again. */
  repeatWindow: 20,
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
  /** Connections that the exchange's broker and a national door hold at once. */
  connections: 512,
  /** Those among them that have not shown yet who they are; the one that has waited longest makes room. */
  strangers: 64,
  /** Connections of one country at once. */
  connectionsPerCountry: 32,
  /** How long a new connection may take over its TLS handshake, and again to send CONNECT, in ms. */
  connectTimeoutMs: 10_000,
  /** How long a client that does not read may hold up what is written to it, in ms; then it is cut off. */
  drainTimeoutMs: 3_000,
  /** Messages on their way to one recipient before its receipts must come (S001, S002). */
  inFlightPerRecipient: 1_000,
  /** Messages of one country, and their bytes, that wait for ICE's commit; past that its connections are not read. */
  waitingPerCountry: 500,
  waitingBytesPerCountry: 4 * 1024 * 1024,
  /** Messages that one group commit takes in, of all senders in turn. */
  messagesPerCommit: 250,
  /** First and longest pause before a connection is tried again, in ms. */
  reconnectFirstMs: 50,
  reconnectMostMs: 1_000,
  /** How long before what was published and not confirmed is published again in lockstep, in ms of wall clock; doubled up to the most. */
  republishFirstMs: 1_000,
  republishMostMs: 30_000,
  /** How often a process looks whether certificates and keys have been changed, or have run out, in ms of wall clock. */
  registerLookMs: 250,
  /** How long an old signing key holds beside a new one, in ms of wall clock: for what is still to be sent again. */
  signingKeyOverlapMs: 3_600_000,
  /** Heartbeat S803 in the host `free`, in ms of wall clock. */
  heartbeatMs: 5_000,
  /** Messages that a national door keeps for parties that are away. */
  doorMessagesKept: 100_000,
  /** Sentences for the log in a second that strangers bring about; how many more there were is said. */
  troublesPerSecond: 20,
  /** Starts of one child process within a minute before its supervisor gives up. */
  startsPerMinute: 10,
} as const;

/** Version of the envelope and of every schema in the catalogue. */
export const SCHEMA_VERSION = '1.0';
