/** The books against a naive model: whatever happens to whatever usage, exposure is the sum of what is open, and nothing is given back twice. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Outcome } from '../../../simulator/core/participant.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { acceptsSequence } from '../../common/states/tables.ts';
import { incoming } from '../accounts/bench.ts';
import { ExampleOffice } from './examples.ts';
import type { Guarantee } from './guarantee.ts';
import { takenBy } from './usage.ts';
import { onRelease } from './on-release.ts';

const REFERENCE = 1_000;
const MOVEMENTS = ['M1', 'M2', 'M3', 'M4'];

const happening = fc.record({
  what: fc.constantFrom('use', 'release', 'credit', 'cancel', 'discharge', 'holdOver'),
  mrn: fc.constantFrom(...MOVEMENTS),
  cents: fc.integer({ min: 0, max: 60_000 }),
  second: fc.boolean(),
});

type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

class Model {
  readonly office = new ExampleOffice();
  private readonly guarantees: readonly [Guarantee, Guarantee];
  /** Rows that each usage has gone through. */
  private readonly rows = new Map<string, string[]>();
  private readonly discharged = new Set<string>();

  constructor() {
    this.guarantees = [this.office.grant(REFERENCE), this.office.grant(REFERENCE / 2)];
  }

  happen({ what, mrn, cents, second }: Happening): void {
    const guarantee = this.guarantees[second ? 1 : 0];
    const { office } = this;
    const { bench } = office;
    const body = { mrn, grn: guarantee.grn, arrivedAt: isoUtc(bench.now) };
    switch (what) {
      case 'use':
        office.use(guarantee, mrn, cents / 100);
        break;
      case 'release':
        bench.facts = this.release(guarantee, mrn);
        break;
      case 'credit':
        bench.message(incoming('X209', 'GE000101', body, 'GE000900'));
        break;
      case 'cancel':
        office.giveBack(guarantee.grn, mrn);
        break;
      case 'discharge':
        office.giveBack(guarantee.grn, mrn, 'releaseDate');
        break;
      case 'holdOver':
        bench.timer('T-HOLD', `${guarantee.grn}/${mrn}`);
    }
    this.note(`${guarantee.grn}/${mrn}`);
  }

  private release({ grn }: Guarantee, mrn: string) {
    const out = new Outcome();
    onRelease(this.office.tables, mrn, [grn], { now: this.office.bench.now, out });
    for (const { table, key, row } of out.puts) table.commit(key, row);
    return [...out.facts];
  }

  /** What befell a usage is a walk through the state table; a reservation after a cancellation begins a new one. */
  private note(key: string): void {
    for (const row of this.office.bench.rows()) {
      if (row === undefined || row === 'U2') continue;
      const rows = row === 'U1' ? ['U1'] : [...(this.rows.get(key) ?? []), row];
      this.rows.set(key, rows);
      expect(acceptsSequence('usage', rows)).toMatchObject({ accepted: true });
      expect(this.discharged.has(key)).toBe(false);
      if (row === 'U6') this.discharged.add(key);
    }
  }

  check(): void {
    for (const { id, grn } of this.guarantees) {
      const guarantee = this.office.tables.guarantees.get(id);
      let naive = 0;
      for (const mrn of MOVEMENTS) {
        const usage = this.office.tables.usage(grn, mrn);
        if (usage !== undefined) naive += takenBy(usage);
      }
      expect(guarantee?.ledger.exposure).toBe(naive);
      expect(naive).toBeLessThanOrEqual(guarantee?.ledger.referenceAmount ?? 0);
      expect(naive).toBeGreaterThanOrEqual(0);
    }
  }
}

test('exposure is the sum of the open usages, never above the reference amount, whatever happens', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const model = new Model();
      for (const each of happenings) {
        model.happen(each);
        model.check();
      }
    }),
  );
});
