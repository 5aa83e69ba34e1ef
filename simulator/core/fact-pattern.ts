/** Facts as somebody names them in writing: of a type, and with what they must say. */
import type { Fact } from './participant.ts';

export interface FactPattern {
  /** The type of a journal entry. */
  readonly happens: string;
  /** What it must say, by the names that the entry has. */
  readonly with?: Readonly<Record<string, string | number | boolean>> | undefined;
}

export function fits({ happens, with: says = {} }: FactPattern, fact: Fact): boolean {
  return (
    fact.type === happens && Object.entries(says).every(([name, value]) => fact[name] === value)
  );
}
