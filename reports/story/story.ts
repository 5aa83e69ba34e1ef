/** What broke a rule of the range, as a story: the few messages that led there, the faults at work, the rule, and who should have done what. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { Violation } from '../../simulator/journal/invariants/invariant.ts';
import type { StoryEntry } from '../views/movement.ts';
import type { Lane } from '../views/movement-messages.ts';
import { dutiesOf } from './duty.ts';
import type { Letter } from './letters.ts';
import { lanesOf, Letters } from './letters.ts';
import { lettersThatMatter } from './select.ts';

/** A fault that had begun. */
export interface FaultAtWork {
  readonly id: string;
  readonly kind: string;
  readonly from: number;
  readonly until: number;
  /** Participants that it strikes. */
  readonly on: readonly string[];
}

export interface ViolationStory {
  readonly violation: Violation;
  readonly lanes: readonly Lane[];
  /** In the order in which they were sent. */
  readonly letters: readonly Letter[];
  readonly faults: readonly FaultAtWork[];
  readonly duties: readonly Bilingual[];
}

/** @param entries of the run, up to the violation or beyond it. */
export function violationStory(
  entries: Iterable<StoryEntry>,
  violation: Violation,
): ViolationStory {
  const letters = new Letters();
  const faults: FaultAtWork[] = [];
  const scene: Entry[] = [];
  const causes: string[] = [];
  for (const { entry } of entries) {
    if (entry.t > violation.t) break;
    const cause = letters.step(entry);
    if (entry.type === 'FaultInjected') faults.push(faultOf(entry));
    if (!isOfScene(entry, violation)) continue;
    scene.push(entry);
    if (cause !== null) causes.push(cause);
  }
  const told = lettersThatMatter(letters, violation, causes);
  return {
    violation,
    lanes: lanesOf(told),
    letters: told,
    faults,
    duties: dutiesOf(violation, scene, letters.get(violation.messageId ?? '')),
  };
}

/** What happened where and when the violation was seen, about the same movement. */
function isOfScene(entry: Entry, { t, node, mrn, messageId }: Violation): boolean {
  if (entry.t !== t || (node !== '' && entry.n !== node)) return false;
  if (mrn !== undefined && entry['mrn'] !== undefined) return entry['mrn'] === mrn;
  return messageId === undefined || entry.by === undefined || entry.by === messageId;
}

function faultOf(entry: Entry): FaultAtWork {
  const { t: from, fault, kind, until, on } = entry;
  return {
    id: String(fault),
    kind: String(kind),
    from,
    until: Number(until),
    on: Array.isArray(on) ? on.map(String) : [],
  };
}
