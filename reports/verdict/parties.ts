/** Who is meant by a word in a line of a script: a node, its offices, ICE, a trader by name or any, a driver, an officer, an insurer. */
import type { ExpectedScript } from './expected.ts';
import type { Names } from './names.ts';

export class Parties {
  private readonly script: Pick<ExpectedScript, 'codes' | 'places'>;
  private readonly names: Names;

  constructor(script: Pick<ExpectedScript, 'codes' | 'places'>, names: Names) {
    this.script = script;
    this.names = names;
  }

  /** Whether the party of a message, as its envelope names it, is the one meant. */
  is(party: string, meant: string): boolean {
    if (party === meant) return true;
    switch (meant) {
      case 'trader':
        return this.names.isTrader(party);
      case 'driver':
        return this.names.isPlate(party);
      case 'officer':
        return isOffice(party.slice(0, 8));
      case 'guarantor':
        return party.startsWith('FI-');
    }
    const code = this.script.codes[meant];
    if (code !== undefined) return isOffice(party) && party.startsWith(code);
    if (this.script.places[meant]?.includes(party.slice(0, 8)) === true) return true;
    return this.names.of(meant, 'tin') === party;
  }

  /** Whether something that a participant journalled, perhaps at an office, happened at the place meant. */
  isAt(participant: string, office: unknown, meant: string): boolean {
    if (participant === meant || office === meant) return true;
    return typeof office === 'string' && this.script.places[meant]?.includes(office) === true;
  }

  /** Nodes that a message to all must reach. */
  othersThan(sender: string): string[] {
    return Object.keys(this.script.codes).filter((node) => node !== sender);
  }
}

/** Two letters and six characters. */
const isOffice = (text: string): boolean => /^[A-Z]{2}[A-Z0-9]{6}$/.test(text);
