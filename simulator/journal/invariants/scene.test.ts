/** What checkers remember of what is over, against what may come late, is bounded however long a run is. */
import { expect, test } from 'vitest';
import { InvariantWatch } from './invariants.ts';
import { accountsAgree, lrnsOnce } from './people.ts';

/** The most that is kept: twice 20,000 movements, 10,000 requests and 1,000 messages for all; twice 10,000 LRNs; twice 500 publications. */
const MOST = { scene: 62_010, lrnsOnce: 20_000, accountsAgree: 1_001 };
const MOVEMENTS = 70_000;

test('of a long run no more than so much is remembered, whatever is over', () => {
  const watch = new InvariantWatch([lrnsOnce, accountsAgree]);
  const most: Record<string, number> = {};
  for (let i = 1; i <= MOVEMENTS; i++) {
    const [asked, told, lrn, mrn] = ['WORLD-n', 'GEO-', 'L', 'M'].map(
      (name) => `${name}${String(i)}`,
    );
    const at = (n: string, type: string, details: object): void =>
      watch.step({ t: i, n, s: i, type, ...details });
    at('WORLD', 'MessageSent', { id: asked, msg: 'A801', from: 'GE204378869', to: 'GEO' });
    at('GEO', 'AccountStatusChanged', { by: asked, tin: lrn, status: 'active' });
    at('GEO', 'MessageSent', { id: told, msg: 'A804', from: 'GEO', to: 'ALL' });
    at('ICE', 'MessageTaken', { by: told });
    at('GEO', 'DeclarationSubmitted', { lrn, principal: 'GE204378869', countries: ['GE'] });
    at('GEO', 'MovementAccepted', { lrn, mrn });
    at('GEO', 'MovementWrittenOff', { mrn });
    if (i % 500 !== 499) continue;
    for (const [id, size] of Object.entries(watch.sizes()))
      most[id] = Math.max(size, most[id] ?? 0);
  }
  for (const [id, bound] of Object.entries(MOST)) {
    expect(most[id]).toBeLessThanOrEqual(bound);
    expect(most[id]).toBeGreaterThan(0.9 * bound);
  }
});
