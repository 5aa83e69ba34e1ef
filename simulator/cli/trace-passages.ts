/** A movement's facts, from however many processes, joined by the ids of its messages: who sent what because of what, and how far it came when. */
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { travelsOverIce } from '../../reports/views/trial-network.ts';
import type { Entry } from '../core/cell.ts';
import type { SimTime } from '../core/time.ts';

/** One message on its way. Each instant is on the clock of whoever journalled it. */
export interface Passage {
  readonly id: string;
  readonly type: string;
  /** Name of the type, where the catalogue knows it. */
  readonly name: string;
  /** The process's participant that sent it. */
  readonly by: string;
  /** As the envelope names them. */
  readonly from: string;
  readonly to: string;
  readonly sentAt: SimTime;
  readonly overIce: boolean;
  /** ICE has it safely. */
  readonly takenAt: SimTime | undefined;
  /** The first entry that it caused at each recipient, the earliest first. */
  readonly received: readonly Arrival[];
  /** The message that made its sender send it, or that it answers. */
  readonly cause: string | undefined;
  /** Rule under which it was refused. */
  readonly refused: string | undefined;
  /** How often it left again. */
  readonly repeats: number;
}

export interface Arrival {
  readonly at: string;
  readonly t: SimTime;
}

/** What an office did, by the row of a state table that it followed. */
export interface Milestone {
  readonly t: SimTime;
  readonly at: string;
  readonly type: string;
  readonly row: string;
}

export interface Trace {
  readonly mrn: string;
  readonly begins: SimTime;
  readonly ends: SimTime;
  /** In the order in which they were sent. */
  readonly passages: readonly Passage[];
  readonly milestones: readonly Milestone[];
  /** Whose facts there are. */
  readonly participants: readonly string[];
}

/** @param entries of one movement, each participant's own in their order; at least one. */
export function traceOf(mrn: string, entries: readonly Entry[]): Trace {
  const effects = new Map<string, Effects>();
  for (const entry of entries) note(effects, entry);
  const causes = causesOf(entries);
  const sent = entries.filter(isSent);
  const times = entries.map(({ t }) => t);
  return {
    mrn,
    begins: Math.min(...times),
    ends: Math.max(...times),
    passages: sent
      .map((entry) => passageOf(entry, effects.get(entry.id), causes.get(entry)))
      .sort((a, b) => a.sentAt - b.sentAt),
    milestones: entries
      .flatMap(({ t, n: at, type, row }) => (typeof row === 'string' ? [{ t, at, type, row }] : []))
      .sort((a, b) => a.t - b.t),
    participants: [...new Set(entries.map(({ n }) => n))].sort(),
  };
}

type SentEntry = Entry & {
  readonly id: string;
  readonly msg: string;
  readonly from: string;
  readonly to: string;
  readonly re?: string;
};

const isSent = (entry: Entry): entry is SentEntry => entry.type === 'MessageSent';

/** What became of one message. */
interface Effects {
  takenAt?: SimTime;
  refused?: string;
  repeats: number;
  /** By participant. */
  readonly first: Map<string, SimTime>;
}

function note(effects: Map<string, Effects>, { type, t, n, id, by, rule }: Entry): void {
  if (by !== undefined) {
    const { first } = of(effects, by);
    first.set(n, Math.min(t, first.get(n) ?? t));
  }
  if (typeof id !== 'string') return;
  if (type === 'MessageTaken') of(effects, id).takenAt ??= t;
  else if (type === 'MessageRepeated') of(effects, id).repeats++;
  else if (type === 'MessageRefused' || type === 'MessageRejected')
    of(effects, id).refused = String(rule);
}

function of(effects: Map<string, Effects>, id: string): Effects {
  let found = effects.get(id);
  if (found === undefined) effects.set(id, (found = { repeats: 0, first: new Map() }));
  return found;
}

function passageOf(entry: SentEntry, effects: Effects | undefined, by?: string): Passage {
  const { id, msg: type, n, from, to, t: sentAt, re } = entry;
  const row = isMessageCode(type) ? MESSAGE_TYPES[type] : undefined;
  const overIce = travelsOverIce(id);
  const received = [...(effects?.first ?? [])]
    // What ICE passes on is meant for others; its own entry says only that it was there.
    .filter(([at]) => at !== ICE || to === ICE)
    .map(([at, t]) => ({ at, t }))
    .sort((a, b) => a.t - b.t);
  return {
    id,
    type,
    name: row?.name ?? '',
    by: n,
    from,
    to,
    sentAt,
    overIce,
    takenAt: n === ICE ? sentAt : effects?.takenAt,
    received,
    cause: by ?? re,
    refused: effects?.refused,
    repeats: effects?.repeats ?? 0,
  };
}

/** The first entry of a step names its cause; those that follow it at the same instant, numbered on, have the same one. */
function causesOf(entries: readonly Entry[]): Map<Entry, string> {
  const causes = new Map<Entry, string>();
  const last = new Map<string, Entry>();
  for (const entry of entries) {
    const before = last.get(entry.n);
    const isSameStep = before?.t === entry.t && before.s === entry.s - 1;
    const cause = entry.by ?? (isSameStep ? causes.get(before) : undefined);
    if (cause !== undefined) causes.set(entry, cause);
    last.set(entry.n, entry);
  }
  return causes;
}
