/** What a load on an exchange or a door came to, as plain data: printed, drawn, compared with an earlier one. Times are in ms, rates in a second. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';

/** Of latencies; 0 where there was none. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** One second of a load. */
export interface Interval {
  /** Seconds since the load began. */
  readonly at: number;
  /** Movements begun. */
  readonly movements: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly delivered: number;
  /** Of what was acknowledged in it. */
  readonly p50: number;
  readonly p99: number;
  /** Sent or overdue, and not acknowledged, at its end. */
  readonly backlog: number;
}

/** An answer that the specification does not allow, or that is missing. */
export interface Finding {
  readonly kind: FindingKind;
  /** The rule of the specification that it breaks. */
  readonly rule: string;
  readonly messageId: string;
  readonly messageType: string;
  readonly mrn: string | undefined;
  /** One sentence. */
  readonly detail: string;
}

export type FindingKind =
  /** Acknowledged (S001) and never delivered. */
  | 'lost'
  /** Delivered with other content than was sent, or never sent at all. */
  | 'altered'
  /** Delivered to a country that it was not meant for. */
  | 'misdelivered'
  /** Before an earlier one of the same movement, from and to the same countries. */
  | 'disordered'
  /** Delivered again at once (a repeat that was passed on), or long after its receipt. */
  | 'doubled'
  /** Refused, though it keeps the specification. */
  | 'wronglyRefused'
  /** Taken, though it breaks a rule; or refused under another one. */
  | 'wronglyTaken'
  /** A movement released that must not be, or not released that must. */
  | 'wrongRelease'
  /** Neither acknowledged nor refused by the end. */
  | 'unanswered'
  /** Guarantees, as the office says, are not those of the movements under way. */
  | 'unbalanced';

export interface Throughput {
  readonly movements: number;
  readonly messages: number;
}

export interface LoadReport {
  readonly format: 1;
  /** Name of the profile, or how a search called its step. */
  readonly profile: string;
  readonly target: string;
  /** `ice`: an exchange with its broker inside; `broker`: an exchange behind another broker; `relay`: a broker alone; `door`: national doors. */
  readonly through: 'ice' | 'broker' | 'relay' | 'door';
  readonly seed: string;
  /** ISO UTC. */
  readonly startedAt: string;
  /** Of the part that counts, without the warming up. */
  readonly seconds: number;
  /** Seconds before it that do not count, though `intervals` has them; left out: none. */
  readonly warmUp?: number;
  readonly machine: { readonly cpus: number; readonly runtime: string };
  /** In a second of the part that counts: what the profile asked for, and what was acknowledged. */
  readonly asked: Throughput;
  readonly achieved: Throughput;
  /** From the intended sending to S001 (at a door: to 202). */
  readonly acknowledgement: Percentiles;
  /** From the intended sending to the recipient (at a door: to the answer of the office). */
  readonly delivery: Percentiles;
  readonly byType: Readonly<Record<string, Percentiles>>;
  /** How late the generator itself was with what it could send. */
  readonly schedule: Percentiles;
  readonly backlog: {
    readonly most: number;
    readonly atEnd: number;
    /** Messages in a second by which it grew over the part that counts (least squares). */
    readonly growth: number;
  };
  /** CPU of the generator, cores in use. */
  readonly generatorCpu: number;
  readonly checked: {
    readonly answers: number;
    readonly wrong: number;
    /** The first hundred. */
    readonly findings: readonly Finding[];
  };
  readonly intervals: readonly Interval[];
  /** Why it is no pass, a sentence each; empty: it is one. */
  readonly objections: readonly Bilingual[];
  /** Why the load broke off, a sentence: the target was gone. */
  readonly broken?: string;
  /** What a reader should know of this load, a sentence each. */
  readonly notes?: readonly Bilingual[];
  /** The generator was late itself: what it found out of the target is a lower bound. */
  readonly generatorLimited: boolean;
}
