/** Bodies of the system messages between nodes and ICE (domain.md section 4.7). */
import Type from 'typebox';
import { Defect, Flag, Money, OfficeCode, Seals, Text, UtcTime } from './parts.ts';

export const IceAcknowledgement = Type.Object({
  messageId: Text(35),
  receivedAt: UtcTime,
  queuePosition: Type.Integer({ minimum: 0 }),
});
export type IceAcknowledgement = Type.Static<typeof IceAcknowledgement>;

export const Receipt = Type.Object({
  messageIds: Type.Array(Text(35), { minItems: 1, maxItems: 1_000 }),
});
export type Receipt = Type.Static<typeof Receipt>;

export const FunctionalNack = Type.Object({
  /** The message refused. */
  messageId: Text(64),
  errors: Type.Array(Defect, { minItems: 1, maxItems: 999 }),
});
export type FunctionalNack = Type.Static<typeof FunctionalNack>;

export const FormError = Type.Object({
  line: Type.Integer({ minimum: 1 }),
  column: Type.Integer({ minimum: 1 }),
  pointer: Type.String({ maxLength: 512 }),
  /** XML error code of domain.md section 2.2. */
  code: Text(3),
  rule: Text(4),
  text: Text(350),
});
export type FormError = Type.Static<typeof FormError>;

export const FormatNack = Type.Object({
  messageId: Type.Optional(Text(64)),
  errors: Type.Array(FormError, { minItems: 1, maxItems: 100 }),
});
export type FormatNack = Type.Static<typeof FormatNack>;

export const Unavailability = Type.Object({
  /** N planned (normal), S shortened, U unplanned. */
  type: Text(1),
  from: UtcTime,
  to: Type.Optional(UtcTime),
  /** What is not available, or `all`; from ICE: the node that it speaks of. */
  functions: Type.Array(Text(20), { maxItems: 20 }),
});
export type Unavailability = Type.Static<typeof Unavailability>;

/** S903: a consistency warning; nothing is rejected. */
export const Warning = Type.Object({
  /** What the warning is about: a timer that ran out, or a rule that only warns (C319). */
  code: Text(12),
  text: Text(350),
  task: Type.Optional(Text(64)),
});
export type Warning = Type.Static<typeof Warning>;

/** S974 asks a node or ICE, S975 answers: since when it is up, and what waits there. */
export const AvailabilityRequest = Type.Object({
  /** Who is asked. */
  nodeId: Text(35),
});
export type AvailabilityRequest = Type.Static<typeof AvailabilityRequest>;

export const Availability = Type.Object({
  /** Who answers. */
  nodeId: Text(35),
  since: UtcTime,
  /** Messages that wait there for whoever asked. */
  queueDepth: Type.Integer({ minimum: 0 }),
});
export type Availability = Type.Static<typeof Availability>;

export const Statistics = Type.Object({
  /** The month counted, as 2026-07. */
  month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }),
  counters: Type.Record(Type.String({ maxLength: 35 }), Type.Integer({ minimum: 0 })),
});
export type Statistics = Type.Static<typeof Statistics>;

export const ReferenceData = Type.Object({
  list: Text(35),
  version: Type.Integer({ minimum: 1 }),
  validFrom: UtcTime,
  entries: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 10_000 }),
});
export type ReferenceData = Type.Static<typeof ReferenceData>;

export const Heartbeat = Type.Object({
  nodeId: Text(35),
  sequence: Type.Integer({ minimum: 0 }),
  clock: UtcTime,
});
export type Heartbeat = Type.Static<typeof Heartbeat>;

/** An item on an officer's work list. */
export const WorkItem = Type.Object({
  task: Text(64),
  kind: Text(24),
  office: OfficeCode,
  /** Decisions that the procedure allows here. */
  decisions: Type.Array(Text(24), { minItems: 1, maxItems: 9 }),
  /** What the node's risk analysis proposes. */
  proposed: Text(24),
  channel: Text(8),
  principal: Type.Optional(Text(120)),
  identification: Type.Optional(Text(35)),
  goods: Type.Optional(Text(512)),
  grossMass: Type.Optional(Type.Number()),
  value: Type.Optional(Type.Number()),
});
export type WorkItem = Type.Static<typeof WorkItem>;

export const WorkWithdrawal = Type.Object({ task: Text(64), office: OfficeCode });
export type WorkWithdrawal = Type.Static<typeof WorkWithdrawal>;

export const Decision = Type.Object({
  task: Text(64),
  office: OfficeCode,
  officer: Text(35),
  decision: Text(24),
  /** Control result A1, A2, A5 where the decision reports a control; FS where an enquiry is opened because fraud is suspected. */
  result: Type.Optional(Text(2)),
  differences: Type.Optional(Type.Array(Text(512), { maxItems: 99 })),
  reason: Type.Optional(Text(350)),
  /** Of a control at destination: 1 seals in good state, 0 not, or not those that should be on. */
  stateOfSeals: Type.Optional(Flag),
  /** Seals that the officer has put on in place of the old ones. */
  seals: Type.Optional(Seals),
  /** Where a recovery starts: charges on goods that were not declared, found in the sealed part (domain.md section 8.2, rule 8). */
  undeclaredCharges: Type.Optional(Money),
});
export type Decision = Type.Static<typeof Decision>;
