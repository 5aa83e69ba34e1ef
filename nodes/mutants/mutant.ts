/** What a mutant is: a participant that is wrong in one place, on purpose, to show that the range finds it. Never on the product's path. */
import type { Participant, ParticipantId } from '../../simulator/core/participant.ts';
import type { Bilingual } from '../common/bilingual.ts';
import type { Told } from '../process/participants.ts';

/** Makes the wrong participant of the right one, or anew from what the run's participants are told. */
export type Change = (participant: Participant, told: Told) => Participant;

export interface Mutant {
  /** Small letters and hyphens. */
  readonly id: string;
  /** What it does wrong. */
  readonly text: Bilingual;
  /** Who is wrong: the node of one country, ICE, or an insurer. All others are right. */
  readonly at: ParticipantId;
  /** The row, rule, timer or message of the specification, or the section of the design, that it breaks. */
  readonly breaks: string;
  /** The first scenario of the library that finds it: one with a script, or the one that seeds put under fire. */
  readonly caughtBy: string;
  readonly change: Change;
}

/** Puts the mutant in its place; everybody else stays. */
export const recastBy =
  ({ at, change }: Mutant) =>
  (participant: Participant, told: Told): Participant =>
    participant.id === at ? change(participant, told) : participant;
