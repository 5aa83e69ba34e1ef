/** Facts of the network: what every participant journals of its messages. */

/** On the network: every participant. */
export type NetworkFact =
  /** Journalled by the host of whoever sends: `id`, `msg` (code), `from`, `to`, `re` (correlation). */
  | {
      type: 'MessageSent';
      id: string;
      msg: string;
      from: string;
      to: string;
      mrn?: string;
      lrn?: string;
      re?: string;
    }
  /** The step that took it had nothing else to say; `by` names the message. */
  | { type: 'MessageReceived'; msg: string }
  /** ICE holds it safely and has sent S001. */
  | { type: 'MessageTaken'; id: string; msg: string; from: string; to: string }
  /** ICE refused it (S906 or S917): form, sender, route or party. */
  | { type: 'MessageRefused'; id: string; msg: string; from: string; rule: string; code: string }
  /** A node refused its content (S906); `row` where a state table says so (B14, D25, D39). */
  | {
      type: 'MessageRejected';
      id: string;
      msg: string;
      rule: string;
      code: string;
      mrn?: string;
      row?: string;
    }
  /** Came a second time and was dropped. */
  | { type: 'RepeatDropped'; rule: 'C108'; id: string; from: string }
  /** Sent again: no S001 or S002 in time (T-ACK). */
  | { type: 'MessageRepeated'; id: string; to: string; attempt: number }
  /** ICE waits with what it has for a recipient that announced an outage. */
  | { type: 'DeliveryHeld'; rule: 'C602'; to: string; until?: string }
  | { type: 'ReferenceDataPublished'; list: string; version: number }
  /** S070 */
  /** `unplanned`: told when it was there already, so it is no announced window but downtime. */
  | { type: 'OutageAnnounced'; node: string; from: string; to?: string; unplanned?: true }
  /** S071: the node takes messages again. */
  | { type: 'OutageEnded'; node: string }
  /** S070 and S071 of some functions of a node alone: it takes messages all the time. */
  | {
      type: 'FunctionsAnnouncedAway';
      node: string;
      functions: string[];
      from: string;
      to?: string;
    }
  | { type: 'FunctionsBack'; node: string; functions: string[] }
  /** S971: the node leaves messages without receipt, the oldest since then. */
  | { type: 'NodeSilent'; node: string; since: string }
  /** Its receipts come again. */
  | { type: 'NodeHeard'; node: string }
  /** S975 */
  | { type: 'AvailabilityTold'; node: string; since: string; queueDepth: number }
  /** S411 */
  | { type: 'StatisticsTold'; node: string; month: string; counters: Record<string, number> }
  | { type: 'MemberApproved'; node: string; version: number }
  | { type: 'MemberWithdrawn'; node: string; version: number }
  /** A node has learnt who belongs to the scheme (S802). */
  | { type: 'MembersKnown'; version: number; members: string[] }
  /** X820: while the claim is open ICE takes no second one for the movement. */
  | { type: 'ClaimRegistered'; claimId: string; mrn: string; from: string }
  | { type: 'ClaimClosed'; claimId: string; mrn: string }
  | { type: 'CommandGiven'; command: Record<string, unknown> }
  /** A fault has struck a message as it left: what became of it (`is`), by the verdicts of simulator/core/control.ts. */
  | { type: 'FaultStruck'; fault: string; id: string; msg: string; is: string };
