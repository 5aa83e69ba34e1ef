/** One movement told from its entries: timeline, messages between lanes, rows that each office followed, guarantee, why it waits. */
import type { Machine } from '../../nodes/common/states/row.ts';
import { rowOf } from '../../nodes/common/states/tables.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { Lane, StoryMessage } from './movement-messages.ts';
import { MessageTeller } from './movement-messages.ts';
import { known } from './known-entry.ts';
import { stateAfter, targetOf } from './state-of.ts';
import { Trial } from './trial.ts';
import type { MovementView, TruckView } from './trial-rows.ts';
import type { Waiting } from './waiting-kinds.ts';
import { whyWaiting } from './waiting.ts';

/** An entry with the body of its message, where that was kept. */
export interface StoryEntry {
  readonly entry: Entry;
  readonly body?: object | undefined;
}

/** One row of a state table that an office followed. */
export interface FollowedRow {
  readonly row: string;
  readonly t: number;
  readonly fact: string;
  /** State after it. */
  readonly state: string;
  readonly text: { readonly en: string; readonly ru: string };
}

/** One office's state machine for the movement. */
export interface MachineStory {
  readonly machine: Machine;
  readonly node: string;
  /** Empty for a usage, which has a GRN instead. */
  readonly office: string;
  readonly rows: readonly FollowedRow[];
  readonly state: string;
}

export interface GuaranteeStory {
  readonly grn: string;
  /** In the scheme currency. */
  readonly amount: number;
  /** Of the whole guarantee, after the last entry about this movement. */
  readonly exposure: number;
  readonly balance: number;
  readonly state: string;
  readonly reservedAt: number;
  readonly releasedAt: number | null;
}

export interface MovementStory {
  /** How it stands after the last entry; milestones are its timeline. */
  readonly movement: Readonly<MovementView>;
  readonly truck: Readonly<TruckView> | null;
  readonly lanes: readonly Lane[];
  readonly messages: readonly StoryMessage[];
  /** Departure, the guarantee, the offices of transit along the way, destination. */
  readonly machines: readonly MachineStory[];
  readonly guarantee: GuaranteeStory | null;
  readonly waiting: Waiting | null;
}

/**
 * The story of the movement with an MRN or LRN; undefined where the entries do not know it.
 * @param entries all entries about it, in the order of the journal (see `JournalIndex`); entries about others do no harm.
 */
export function movementStory(
  entries: Iterable<StoryEntry>,
  key: string,
): MovementStory | undefined {
  const told = [...entries];
  const trial = new Trial();
  for (const { entry } of told) trial.step(entry);
  const movement = trial.movement(key);
  if (movement === undefined) return undefined;
  const machines = new Map<string, Growing>();
  const teller = new MessageTeller(movement);
  let guarantee: GuaranteeStory | null = null;
  for (const { entry, body } of told) {
    if (!isAbout(entry, movement)) continue;
    teller.step(entry, body);
    followRow(machines, entry);
    guarantee = afterUsage(guarantee, entry);
  }
  return {
    movement,
    truck: (movement.truck === null ? undefined : trial.trucks.get(movement.truck)) ?? null,
    lanes: teller.lanes(),
    messages: teller.messages(),
    machines: inOrder([...machines.values()], movement),
    guarantee,
    waiting: whyWaiting(trial, movement),
  };
}

type Growing = { -readonly [K in keyof MachineStory]: MachineStory[K] };

/** Entries without a movement's name (taken by ICE, received) are left to the messages, which know their ids. */
function isAbout({ mrn, lrn }: Entry, movement: Readonly<MovementView>): boolean {
  if (typeof mrn === 'string') return mrn === movement.mrn;
  return typeof lrn !== 'string' || lrn === movement.id;
}

function followRow(machines: Map<string, Growing>, entry: Entry): void {
  const target = entry.row === undefined ? undefined : targetOf(entry.row);
  if (entry.row === undefined || target === undefined) return;
  const { machine } = target;
  const at = text(entry, 'office');
  const id = objectOf(machine, at, text(entry, 'grn'));
  if (id === undefined) return;
  const found = machines.get(id);
  const state = stateAfter(target, entry.type, found?.state ?? 'none');
  const { en = '', ru = '' } = rowOf(entry.row)?.text ?? {};
  const row = { row: entry.row, t: entry.t, fact: entry.type, state, text: { en, ru } };
  if (found === undefined) {
    const office = machine === 'usage' ? text(entry, 'grn') : at;
    machines.set(id, { machine, node: entry.n, office, rows: [row], state });
    return;
  }
  found.rows = [...found.rows, row];
  found.state = state;
  if (found.office === '') found.office = at;
}

/** Which object of the movement a row moves; undefined for one that is not the movement's own, or is not named. */
function objectOf(machine: Machine, office: string, grn: string): string | undefined {
  switch (machine) {
    case 'departure':
    case 'enquiry':
      return 'departure';
    case 'usage':
      return `usage ${grn}`;
    case 'transit':
    case 'destination':
      return office === '' ? undefined : `${machine} ${office}`;
    case 'guarantee':
      return undefined;
  }
}

const MACHINE_ORDER: readonly Machine[] = [
  'departure',
  'enquiry',
  'usage',
  'transit',
  'destination',
];

function inOrder(machines: MachineStory[], { transit }: Readonly<MovementView>): MachineStory[] {
  const along = ({ office }: MachineStory): number =>
    transit.findIndex((leg) => leg.office === office);
  const rank = ({ machine }: MachineStory): number => MACHINE_ORDER.indexOf(machine);
  return machines.sort((a, b) => rank(a) - rank(b) || along(a) - along(b));
}

const text = (entry: Entry, name: string): string => {
  const value = entry[name];
  return typeof value === 'string' ? value : '';
};

const USAGE_STATE = {
  UsageCredited: 'credited',
  UsageCalled: 'called',
  UsageCancelled: 'cancelled',
  UsageReleased: 'released',
  UsageSettled: 'settled',
} as const;

function afterUsage(before: GuaranteeStory | null, entry: Entry): GuaranteeStory | null {
  const fact = known(entry);
  switch (fact.type) {
    case 'UsageReserved': {
      const { grn, amount, exposure, balance, t } = fact;
      return { grn, amount, exposure, balance, state: 'reserved', reservedAt: t, releasedAt: null };
    }
    case 'UsageInUse':
      return before === null ? null : { ...before, state: 'inUse' };
    case 'UsageCredited':
    case 'UsageCalled':
    case 'UsageCancelled':
    case 'UsageReleased':
    case 'UsageSettled': {
      if (before === null) return null;
      const { exposure, balance, t } = fact;
      const state = USAGE_STATE[fact.type];
      const isOpen = state === 'credited' || state === 'called';
      const releasedAt = isOpen ? before.releasedAt : t;
      return { ...before, exposure, balance, state, releasedAt };
    }
    default:
      return before;
  }
}
