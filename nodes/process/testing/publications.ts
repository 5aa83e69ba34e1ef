/** Load for tests of the processes: accounts published from one country to another, each with a number of its own. */
import type { FreeChild } from './free-child.ts';
import type { OutboxWitness } from './outbox-witness.ts';
import { within } from './wait.ts';

const publication = (tin: string): object => ({
  tin,
  status: 'active',
  roles: ['principal'],
  trustLevel: 1,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2036-01-01T00:00:00.000Z',
  holder: { tin, name: 'Khazar Trade', country: 'AZ' },
});

/** The number of the n-th account, by which its effect is known. */
export const tinOf = (number: number): string => `AZ${1_000_000_000 + number}`;

/** A803 of AZE to GEO, numbered. @returns their ids. */
export function sendMany(aze: OutboxWitness, first: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const id = `AZE-${first + i}`;
    aze.send('A803', id, publication(tinOf(first + i)), 'GEO');
    return id;
  });
}

/** Settles when nothing waits to be confirmed any more. */
export async function quiet(child: FreeChild): Promise<void> {
  const empty = async (): Promise<void> => {
    while ((await child.outboxDepth()) > 0) await new Promise((resolve) => setImmediate(resolve));
  };
  await within(30_000, 'an empty outbox', empty());
}

/** What a participant's facts of this type name, sorted. */
export async function named(child: FreeChild, type: string, detail: string): Promise<string[]> {
  const facts = (await child.facts(child.id)).filter((fact) => fact.type === type);
  return facts.map((fact) => String(fact[detail])).sort();
}
