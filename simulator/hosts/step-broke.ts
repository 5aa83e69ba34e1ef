/** Tells a participant's step that throws, which is a fault of the software, from whatever else may fail in a run. */
import type { Input, Participant } from '../core/participant.ts';

/** A participant threw where it should have given its next state. */
export class StepBroke extends Error {
  readonly participant: string;
  /** What it was told. */
  readonly input: Input;

  constructor(participant: string, input: Input, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.participant = participant;
    this.input = input;
  }

  /** The fact of it. */
  get fact() {
    const { input, participant: node, message: why } = this;
    const type = 'StepBroken' as const;
    switch (input.kind) {
      case 'message':
        return { type, node, why, on: input.message.messageType, id: input.message.messageId };
      case 'timer':
        return { type, node, why, on: input.name };
      case 'command':
        return { type, node, why, on: input.command.type };
    }
  }
}

/** The same participant; what its steps throw is a `StepBroke` with its name. */
export const named = (participant: Participant): Participant => ({
  id: participant.id,
  tables: participant.tables,
  start(now, draws, out) {
    participant.start(now, draws, out);
  },
  step(input, now, draws, out) {
    try {
      participant.step(input, now, draws, out);
    } catch (error) {
      throw new StepBroke(participant.id, input, error);
    }
  },
});
