/** Goods that moved on paper while the node or ICE was down, entered later. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, isoUtc } from '../../../simulator/core/time.ts';
import { benchWithCover, declarationTo, START, TRADER } from '../node-bench.ts';
import type { NodeBench } from '../node-bench.ts';
import { OFFICE, rejected } from './bench.ts';

const REFERENCE = 'PAPER-7';

/** Entered two days after the release; the first frontier was passed on the way. */
function paper(releasedAt = isoUtc(START)) {
  const { bench, cover } = benchWithCover();
  bench.pass(2 * DAY);
  const paperFallback = { reference: REFERENCE, releasedAt };
  return { bench, declaration: declarationTo(cover, { paperFallback }) };
}

const enter = (
  bench: NodeBench,
  declaration: ReturnType<typeof declarationTo>,
  lrn = REFERENCE,
): NodeBench => bench.tell('T015', declaration, { recipient: OFFICE, lrn });

describe('a declaration entered after the goods', () => {
  it('goes through at once, without officer and control, and is released as of the paper', () => {
    const { bench, declaration } = paper();
    enter(bench, declaration);
    expect(bench.rows()).toEqual(['D3', 'D9', 'D14', 'U1', 'D20', 'U4']);
    expect(bench.of('N810')).toEqual([]);
    expect(bench.facts('DeclarationSubmitted')).toMatchObject([{ lrn: REFERENCE, paper: START }]);
    expect(bench.of('T029')[0]?.body).toMatchObject({
      releaseDate: isoUtc(START),
      limitDate: isoUtc(START + 8 * DAY),
      controlResult: { code: 'A2', date: isoUtc(START) },
    });
    expect(bench.of('X050')[0]?.body.releaseDate).toBe(isoUtc(START));
    expect(bench.mail().slice(0, 3)).toEqual([
      `T928>${TRADER}`,
      `T028>${TRADER}`,
      `T029>${TRADER}`,
    ]);
    expect(bench.tableSizes()).toMatchObject({ movements: 1, tasks: 0 });
  });

  it('is looked for from its limit date on, which may have passed', () => {
    const { bench, declaration } = paper();
    bench.pass(10 * DAY);
    enter(bench, declaration);
    expect(bench.rows()).toContain('D32');
  });

  it('is judged as of the paper: what was to come then may be past now (C307, C332)', () => {
    const { bench, declaration } = paper();
    enter(bench, { ...declaration, limitDate: isoUtc(START + DAY) });
    expect(rejected(bench)).toEqual(['C332 14 /body/limitDate']);
    const late = paper(isoUtc(START + 13 * HOUR));
    enter(late.bench, late.declaration);
    expect(rejected(late.bench)).toEqual(['C307 14 /body/officesOfTransit/0/estimatedArrival']);
  });

  it('cannot have been released in the future (C307)', () => {
    const { bench, declaration } = paper(isoUtc(START + 2 * DAY + HOUR));
    enter(bench, declaration);
    expect(rejected(bench)).toContain('C307 14 /body/paperFallback/releasedAt');
  });

  it('goes by the reference of the paper, and is entered once (C327)', () => {
    const { bench, declaration } = paper();
    enter(bench, declaration, 'L-1');
    expect(rejected(bench)).toEqual(['C327 14 /body/paperFallback/reference']);
    enter(bench, declaration);
    enter(bench.clear(), declaration);
    expect(rejected(bench)).toEqual(['C327 14 /lrn']);
    expect(bench.tableSizes()).toMatchObject({ movements: 1 });
  });
});
