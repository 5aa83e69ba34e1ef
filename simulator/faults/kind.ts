/** What a kind of fault is: whom it strikes and how, from plain values. It heals by itself. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Control } from '../core/control.ts';
import type { Command, ParticipantId } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';
import type { FaultField, FaultId, FaultSpec } from './parameters.ts';

/** What a fault does to one participant, through its host. */
export type Act =
  | { readonly to: ParticipantId; readonly control: Control }
  | { readonly to: ParticipantId; readonly command: Command };

/** A fault that begins now. */
export interface Striking {
  /** Its own name in the run: `nodeCrash-2`. */
  readonly id: string;
  readonly spec: FaultSpec;
  /** When it heals. */
  readonly until: SimTime;
}

/** Who there is to be struck. */
export interface Struck {
  /** All participants, in the order of their indexes. */
  readonly participants: readonly ParticipantId[];
  /** National applications, observers too. */
  readonly nodes: readonly ParticipantId[];
}

export interface FaultKind {
  readonly id: FaultId;
  readonly vocabulary: 'technical' | 'domain';
  /** What goes wrong. */
  readonly text: Bilingual;
  /** How it is over. */
  readonly heals: Bilingual;
  /** What must be said of it in a scenario, and what may be. */
  readonly needs: readonly FaultField[];
  readonly takes: readonly FaultField[];
  /** Whether `node` may be ICE. */
  readonly ofIce?: true;
  /** What it does as it begins. Controls heal by themselves; a command is followed by `faultHeals` to the same participant. */
  strikes(fault: Striking, struck: Struck): Act[];
  /** In place of `faultHeals`. */
  heal?(fault: Striking, struck: Struck): Act[];
}

/** A command to whoever is struck; actors of faults are no people. */
export const faultCommand = (
  { id, spec, until }: Striking,
  details: Readonly<Record<string, unknown>> = {},
): Command => ({ type: 'fault', actor: faultActor(id), fault: spec.fault, id, until, ...details });

const ACTOR = 'fault ';

export const faultActor = (id: string): string => `${ACTOR}${id}`;

/** Whether a fault gave a command, and no person. */
export const isFaultActor = (actor: string): boolean => actor.startsWith(ACTOR);
