/** The life of a process: started again when it dies, ended by us when it is silent, away while its disk is full or it has left. Knows no window. */
import type { ToChild } from '../../nodes/process/protocol.ts';
import type { Runtime } from '../../nodes/process/runtimes.ts';
import type { Child, ChildSpec, Exit } from '../../nodes/process/supervisor.ts';
import { Supervised } from '../../nodes/process/supervisor.ts';

export interface LifeHandler {
  /** A process runs: the first, or one after a death. */
  onStart(child: Child): void;
  onLine(line: string): void;
  onComplaint(sentence: string): void;
  /** Its supervisor starts it again. @param isFenced whether we have ended it, because it was silent. */
  onDeath(isFenced: boolean): void;
  /** It is started on our account, and not there yet. */
  onStartAnew(): void;
  /** It does not come back by itself. */
  onGivenUp(exit: Exit): void;
}

export class ProcessLife {
  private readonly handler: LifeHandler;
  private spec: ChildSpec;
  private child: Supervised;
  /** It has died, or was ended, and is not back. */
  private away = false;
  /** Nobody starts it but `join`. */
  private gone = false;
  private fenced = false;
  /** Its disk was filled on purpose: it dies, and stays away until it is wanted. */
  private full: 'no' | 'dies' | 'wanted' | 'away' = 'no';

  constructor(spec: ChildSpec, handler: LifeHandler) {
    this.spec = spec;
    this.handler = handler;
    this.child = this.begin();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get isFull(): boolean {
    return this.full !== 'no';
  }

  send(line: ToChild): void {
    this.child.send(JSON.stringify(line));
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.child.kill(signal);
  }

  /** What it says from here on could not be told from what it has said: it is no more before anybody goes on without it. @returns false where that is under way. */
  fence(): boolean {
    if (this.fenced) return false;
    this.fenced = true;
    this.child.kill();
    return true;
  }

  /** It is ready. @returns whether it was away before. */
  isBack(): boolean {
    const { away } = this;
    this.away = false;
    return away;
  }

  /** It dies of the next thing that it writes, and stays away until it is revived. */
  fillDisk(): void {
    if (this.away) return;
    this.full = 'dies';
    this.send({ k: 'fillDisk' });
  }

  /** There is room on its disk again, or somebody wants something of it. */
  revive(): void {
    if (this.full === 'away') this.startAnew();
    else if (this.full === 'dies') this.full = 'wanted';
  }

  /** Ends it in order, to be started again or not. */
  async leave(): Promise<void> {
    this.away = true;
    await this.child.stop();
    this.gone = true;
  }

  /**
   * A new process goes on from its store.
   * @param runtime the same as before where it is left out.
   * @returns false where there is one, or its supervisor starts it anyway.
   */
  join(runtime?: Runtime): boolean {
    if (!this.gone) return false;
    if (runtime !== undefined) this.spec = { ...this.spec, runtime };
    this.startAnew();
    return true;
  }

  /** Ends it for good. */
  stop(boundMs?: number): Promise<void> {
    return this.child.stop(boundMs);
  }

  private begin(): Supervised {
    const { handler } = this;
    return new Supervised(this.spec, {
      onStart: (child) => {
        // The bound on its store went with the process, whatever that has died of.
        this.full = 'no';
        handler.onStart(child);
      },
      onLine: (line) => handler.onLine(line),
      onComplaint: (line) => handler.onComplaint(line),
      onDeath: () => this.onDeath(),
      onGivenUp: (exit) => this.onGivenUp(exit),
    });
  }

  private startAnew(): void {
    this.gone = false;
    this.away = true;
    this.child = this.begin();
    this.handler.onStartAnew();
  }

  private onDeath(): void {
    this.away = true;
    const { fenced } = this;
    this.fenced = false;
    if (this.full === 'no') this.handler.onDeath(fenced);
  }

  private onGivenUp(exit: Exit): void {
    if (this.full === 'wanted') this.startAnew();
    else if (this.full === 'dies') this.full = 'away';
    else {
      this.gone = true;
      this.handler.onGivenUp(exit);
    }
  }
}
