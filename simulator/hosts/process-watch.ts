/** What a process's player tells whoever watches the run, and whom it is in the run with. */

/** What happens to a process, for whoever watches the run. */
export interface ProcessWatch {
  /** It died and is being started again. */
  onDeath(name: string): void;
  /** It answers again. */
  onReturn(name: string): void;
  /** One sentence for the log. */
  onTrouble(name: string, sentence: string): void;
  /** Time passes while somebody owes an answer. */
  onAwaited?(): void;
}

/** What a player asks of the run that it is in. */
export interface Fellows {
  readonly watch: ProcessWatch;
  /** It waits for what another sent. */
  onMissing(name: string, from: string): void;
}

/** A process cannot go on; the run ends. */
export class PlayerLost extends Error {
  readonly exit: number;

  constructor(name: string, text: string, exit: number) {
    super(`${name}: ${text}`);
    this.exit = exit;
  }
}
