/** The books against a naive model: whatever happens to whatever usage, exposure is the sum of what is open, and nothing is given back twice. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { acceptsSequence } from '../../common/states/tables.ts';
import { incoming } from '../accounts/bench.ts';
import { ExampleOffice } from './examples.ts';
import type { Guarantee } from './guarantee.ts';
import { isOpen, takenBy } from './usage.ts';

const REFERENCE = 1_000;
const MOVEMENTS = ['M1', 'M2', 'M3', 'M4'];

const happening = fc.record({
  what: fc.constantFrom(
    ...['use', 'release', 'credit', 'cancel', 'discharge', 'holdOver'],
    ...['claim', 'clear', 'withdraw', 'revoke', 'liabilityOver'],
  ),
  mrn: fc.constantFrom(...MOVEMENTS),
  cents: fc.integer({ min: 0, max: 60_000 }),
  /** Two guarantees, and a voucher of a series. */
  index: fc.integer({ min: 0, max: 2 }),
});

type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

class Model {
  readonly office = new ExampleOffice();
  private readonly guarantees: readonly [Guarantee, Guarantee, Guarantee];
  /** Rows that each usage has gone through. */
  private readonly rows = new Map<string, string[]>();
  private readonly ended = new Set<string>();

  constructor() {
    const { office } = this;
    const [grn = ''] = office.grant(20_000, { type: '4' }).vouchers;
    const voucher = office.tables.guaranteeByGrn(grn);
    if (voucher === undefined) throw new Error('no voucher was sold');
    this.guarantees = [office.grant(REFERENCE), office.grant(REFERENCE / 2), voucher];
  }

  happen({ what, mrn, cents, index }: Happening): void {
    const guarantee = this.guarantees[index] ?? this.guarantees[0];
    const { office } = this;
    const { bench } = office;
    const body = { mrn, grn: guarantee.grn, arrivedAt: isoUtc(bench.now) };
    switch (what) {
      case 'use':
        office.use(guarantee, mrn, cents / 100);
        break;
      case 'release':
        bench.facts = [...office.release(guarantee.grn, mrn).facts];
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
        break;
      case 'claim':
        office.claim(guarantee.grn, mrn);
        break;
      case 'clear':
        office.clear(guarantee.grn, mrn);
        break;
      case 'withdraw':
        office.claim(guarantee.grn, mrn, { withdrawn: 1 });
        break;
      case 'revoke':
        bench.decide('guaranteeStatus', guarantee.grn, 'revoke');
        break;
      case 'liabilityOver':
        bench.now += 16 * DAY;
        bench.timer('T-LIB', office.tables.seriesOf(guarantee).id);
    }
    this.note();
  }

  /** What befell a usage is a walk through the state table; a reservation after a cancellation begins a new one. */
  private note(): void {
    for (const { row, grn, mrn } of this.office.bench.facts) {
      if (typeof row !== 'string' || !row.startsWith('U') || row === 'U2') continue;
      const key = `${String(grn)}/${String(mrn)}`;
      const rows = row === 'U1' ? ['U1'] : [...(this.rows.get(key) ?? []), row];
      this.rows.set(key, rows);
      expect(acceptsSequence('usage', rows)).toMatchObject({ accepted: true });
      expect(this.ended.has(key)).toBe(false);
      if (row === 'U6' || row === 'U8') this.ended.add(key);
    }
  }

  check(): void {
    for (const { id, grn } of this.guarantees) {
      const guarantee = this.office.tables.guarantees.get(id);
      let taken = 0;
      let open = 0;
      let called = 0;
      for (const mrn of MOVEMENTS) {
        const usage = this.office.tables.usage(grn, mrn);
        if (usage === undefined) continue;
        taken += takenBy(usage);
        if (isOpen(usage.status)) open++;
        if (usage.status === 'called') called += usage.amount;
      }
      expect(guarantee?.ledger.exposure).toBe(taken);
      expect(guarantee?.openUses).toBe(open);
      // Claims alone may lock more than there is.
      expect(taken - called).toBeLessThanOrEqual(guarantee?.ledger.referenceAmount ?? 0);
      if (guarantee?.status === 'closed') expect(open).toBe(0);
    }
  }
}

test('exposure is the sum of the open usages, and nothing is reserved above the reference amount, whatever happens', () => {
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
