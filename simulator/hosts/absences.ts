/** Who is away for real – silent, or gone for a while – and what is kept for it: the same in a run that goes on and in one that is repeated. */
import type { Control } from '../core/control.ts';
import type { Command, ParticipantId } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';
import type { AbsenceReason, HostFact } from '../core/world-facts.ts';
import type { Act } from '../faults/kind.ts';
import { isFaultActor } from '../faults/kind.ts';

/** What a participant that is back is told, at that instant, in this order. It was down since it left. */
export interface Waiting {
  readonly since: SimTime;
  readonly controls: readonly Control[];
  readonly commands: readonly Command[];
}

interface Absence {
  readonly why: AbsenceReason;
  readonly since: SimTime;
  readonly kept: Act[];
}

/** As with a fault: it takes nothing, and what the exchange sends it meanwhile is lost and comes again. */
const FAULT = 'absence';
export const GOES: Control = { kind: 'down', fault: FAULT };
const COMES: Control = { kind: 'heal', fault: FAULT };

export class Absences {
  private readonly away = new Map<ParticipantId, Absence>();

  has(id: ParticipantId): boolean {
    return this.away.has(id);
  }

  begin(id: ParticipantId, why: AbsenceReason, since: SimTime): HostFact {
    this.away.set(id, { why, since, kept: [] });
    return { type: 'NodeDown', node: id, why };
  }

  /** Keeps what is for somebody who is away. @returns whether he is. */
  keeps(act: Act): boolean {
    const absence = this.away.get(act.to);
    absence?.kept.push(act);
    return absence !== undefined;
  }

  /** Whether the journal knows already: whoever is away does not go down by a fault as well, nor come up as it heals. */
  knows(fact: HostFact): boolean {
    return (fact.type === 'NodeDown' || fact.type === 'NodeUp') && this.away.has(fact.node);
  }

  waiting(id: ParticipantId): Waiting | undefined {
    const absence = this.away.get(id);
    if (absence === undefined) return undefined;
    const { since, kept } = absence;
    const controls = kept.flatMap((act) => ('control' in act ? [act.control] : []));
    const commands = kept.flatMap((act) => ('command' in act ? [act.command] : []));
    // Faults repeat by themselves, what scripts and people say is repeated from the journal: faults first, or that could not be.
    const byFault = commands.filter(({ actor }) => isFaultActor(actor));
    const others = commands.filter(({ actor }) => !isFaultActor(actor));
    return { since, controls: [COMES, ...controls], commands: [...byFault, ...others] };
  }

  /** It is back. @param down what the journal says where a fault keeps it down all the same. */
  end(id: ParticipantId, down: readonly HostFact[]): HostFact[] {
    const absence = this.away.get(id);
    if (absence === undefined) return [];
    this.away.delete(id);
    return [{ type: 'NodeUp', node: id, after: absence.why }, ...down];
  }
}
