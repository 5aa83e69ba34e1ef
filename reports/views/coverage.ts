/** Which rows, rules and messages journals name, and which none of them does: how much of the specification runs have shown. */
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import { RULES } from '../../nodes/common/rules/rules.ts';
import { ROWS } from '../../nodes/common/states/tables.ts';
import type { Entry } from '../../simulator/core/cell.ts';

export const PARTS = ['rows', 'rules', 'messages'] as const;
export type Part = (typeof PARTS)[number];

/** How often each row, rule or message of the specification was named, in the order of its table. */
export type Counts = ReadonlyMap<string, number>;

/** Stands for the rows of the enquiry table, and so is seen where they are. */
const STANDS_FOR_ENQUIRY = 'D38';

/** Receipts confirm other messages and are never journalled. */
export const JOURNALLED = MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].receipt !== true);

const KEYS: Readonly<Record<Part, readonly string[]>> = {
  rows: ROWS.map(({ id }) => id),
  rules: RULES.map(({ code }) => code),
  messages: JOURNALLED,
};

export class Coverage {
  private readonly counts: Readonly<Record<Part, Map<string, number>>> = {
    rows: zeros('rows'),
    rules: zeros('rules'),
    messages: zeros('messages'),
  };

  /** Takes an entry of a journal; what names nothing of the specification passes by. */
  step(entry: Entry): void {
    this.count('rows', entry.row);
    if (entry.row?.startsWith('E') === true) this.count('rows', STANDS_FOR_ENQUIRY);
    this.count('rules', entry.rule);
    const rules = entry['rules'];
    if (Array.isArray(rules)) for (const rule of rules) this.count('rules', rule);
    if (entry.type === 'MessageSent') this.count('messages', entry['msg']);
  }

  of(part: Part): Counts {
    return this.counts[part];
  }

  seen(part: Part): string[] {
    return [...this.counts[part]].filter(([, count]) => count > 0).map(([key]) => key);
  }

  holes(part: Part): string[] {
    return [...this.counts[part]].filter(([, count]) => count === 0).map(([key]) => key);
  }

  private count(part: Part, key: unknown): void {
    if (typeof key !== 'string') return;
    const counts = this.counts[part];
    const before = counts.get(key);
    if (before !== undefined) counts.set(key, before + 1);
  }
}

const zeros = (part: Part): Map<string, number> => new Map(KEYS[part].map((key) => [key, 0]));

/** Coverage of all journals together, and of those of each scenario by itself. */
export class ScenarioCoverage {
  readonly all = new Coverage();
  private readonly scenarios = new Map<string, Coverage>();

  /** @param scenario id in the journal's header. */
  step(entry: Entry, scenario: string): void {
    this.all.step(entry);
    let own = this.scenarios.get(scenario);
    if (own === undefined) {
      own = new Coverage();
      this.scenarios.set(scenario, own);
    }
    own.step(entry);
  }

  /** In the order of their ids. */
  byScenario(): readonly (readonly [scenario: string, Coverage])[] {
    return [...this.scenarios].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** The scenarios that show a row, rule or message. */
  shownBy(part: Part, key: string): string[] {
    return this.byScenario()
      .filter(([, coverage]) => (coverage.of(part).get(key) ?? 0) > 0)
      .map(([scenario]) => scenario);
  }
}
