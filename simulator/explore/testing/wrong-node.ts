/** National applications that are wrong on purpose, for the tests of shrinking; the mutants proper are in `nodes/mutants`. */
import type { Outcome, Participant } from '../../core/participant.ts';
import type { Input } from '../../core/participant.ts';
import type { Recast } from '../../hosts/cast.ts';

/** What is done to a step's outcome. */
type Spoil = (input: Input, out: Outcome) => void;

const wrong =
  (node: string, spoil: Spoil): Recast =>
  (participant): Participant =>
    participant.id !== node
      ? participant
      : {
          id: participant.id,
          tables: participant.tables,
          start: (now, draws, out) => participant.start(now, draws, out),
          step(input, now, draws, out) {
            participant.step(input, now, draws, out);
            spoil(input, out);
          },
        };

/** Tells of each release twice: every movement from there shows it. */
export const RELEASES_TWICE = wrong('AZE', (_, out) => {
  const released = out.facts.find(({ type }) => type === 'MovementReleased');
  if (released !== undefined) out.fact(released);
});

/** Acts on repeats: only a fault that makes one shows it. */
export const ACTS_ON_REPEATS = wrong('AZE', (_, out) => {
  for (const [i, fact] of out.facts.entries())
    if (fact.type === 'RepeatDropped') out.facts[i] = { ...fact, type: 'LegRecorded' };
});

/** Throws when it hears of a truck that comes to it. */
export const THROWS = wrong('AZE', (input) => {
  if (input.kind === 'message' && input.message.messageType === 'X001')
    throw new TypeError('there is no shelf for this record');
});
