/** Carries faults out for real in a live run, as the journal tells of them: kills, stops and fills processes, cuts and slows lines. It never shows in the journal. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { ProcessFault } from '../../nodes/process/fault.ts';
import type { Entry } from '../core/cell.ts';
import type { FaultId } from '../faults/parameters.ts';
import { HOST } from '../journal/entry.ts';
import type { Authority } from '../../nodes/process/security/authority.ts';
import type { Security } from '../../nodes/process/security/security.ts';
import type { ProcessPlayer } from './process-player.ts';
import type { RealAct, RealRow } from './real-acts.ts';
import { REAL_ACTS } from './real-acts.ts';
import type { Relays } from './relays.ts';

/** How long a process is stopped, in ms of wall clock: shorter than a silence that the run would not wait for. */
const STOP_MS = 1_000;
/** How much longer bytes take on a slow line, in ms of wall clock. */
const DELAY_MS = 100;

/** What there is to be struck. */
export interface Struck {
  readonly player: (
    name: string,
  ) => Pick<ProcessPlayer, 'kill' | 'fillDisk' | 'revive'> | undefined;
  readonly relays: Pick<Relays, 'sever' | 'mend' | 'hinder' | 'need'> | undefined;
  /** Of the wire, where it has certificates or signatures of its own authority. */
  readonly security?: Omit<Security, 'authority'> & { readonly authority?: Papers };
}

type Papers = Pick<Authority, 'expireCertificate' | 'renewCertificate' | 'revokeKey' | 'renewKey'>;

/** What was done for real. */
export interface Done {
  readonly fault: string;
  readonly kind: FaultId;
  readonly act: RealAct;
  readonly text: Bilingual;
}

interface Active {
  readonly act: RealAct;
  /** Everybody's lines where it is left out. */
  readonly names: readonly string[] | undefined;
}

export class RealFaults {
  readonly done: Done[] = [];
  private readonly active = new Map<string, Active>();
  private readonly say: (sentence: string) => void;
  private struck: Struck | undefined;
  private papers: Promise<void> = Promise.resolve();

  constructor(say: (sentence: string) => void) {
    this.say = say;
  }

  /** From here on there are processes. */
  attach(struck: Struck): void {
    this.struck = struck;
  }

  /** Sees every entry, once the window that it belongs to was answered by everybody. */
  readonly observe = (entry: Entry): void => {
    if (entry.n !== HOST || this.struck === undefined) return;
    if (entry.type === 'FaultInjected') this.begin(entry, this.struck);
    else if (entry.type === 'FaultHealed') this.heal(String(entry['fault']), this.struck);
  };

  private begin(entry: Entry, struck: Struck): void {
    const [fault, kind] = [String(entry['fault']), entry['kind'] as FaultId];
    const { act, text } = rowFor(kind, struck);
    const names = namesIn(entry, kind);
    if (act !== 'none') this.say(`${fault}: ${text.en}`);
    this.done.push({ fault, kind, act, text });
    this.active.set(fault, { act, names });
    this.carryOut(act, names, struck);
  }

  private carryOut(act: RealAct, names: readonly string[] | undefined, struck: Struck): void {
    const players = (names ?? []).flatMap((name) => struck.player(name) ?? []);
    switch (act) {
      case 'kill':
        for (const player of players) player.kill('SIGKILL');
        break;
      case 'fillDisk':
        for (const player of players) player.fillDisk();
        break;
      case 'stop':
        for (const player of players) stopFor(player, STOP_MS);
        break;
      case 'sever':
        struck.relays?.sever(names);
        break;
      case 'reset':
        struck.relays?.sever(names);
        this.mend(names, struck);
        break;
      case 'delay':
        struck.relays?.hinder({ delayMs: DELAY_MS }, names);
        break;
      case 'expire':
        this.atPapers(names, (papers, name) => papers.expireCertificate(name));
        break;
      case 'revoke':
        this.atPapers(names, (papers, name) => papers.revokeKey(name));
        break;
      case 'none':
        break;
    }
  }

  private heal(fault: string, struck: Struck): void {
    const active = this.active.get(fault);
    if (active === undefined) return;
    this.active.delete(fault);
    const { act, names } = active;
    // Whoever another fault strikes in the same way stays so.
    const well = (names ?? []).filter((name) => !this.suffers(name, act));
    switch (act) {
      case 'sever':
        this.mend(names, struck);
        break;
      case 'delay':
        this.ease(names, struck);
        break;
      case 'fillDisk':
        for (const name of well) struck.player(name)?.revive();
        break;
      case 'expire':
        this.atPapers(well, (papers, name) => papers.renewCertificate(name));
        break;
      case 'revoke':
        this.atPapers(well, (papers, name) => papers.renewKey(name));
        break;
      case 'kill':
      case 'reset':
      case 'stop':
      case 'none':
        break;
    }
  }

  /** Somebody waits for what was sent before a fault began: in simulated time it has come, so the line is mended at once, for good. */
  need(names: readonly string[]): void {
    const { struck } = this;
    if (struck === undefined) return;
    const cut = struck.relays?.need(names) ?? [];
    for (const name of cut) this.say(`the line of ${name} is mended: somebody waits for it`);
    for (const [fault, { act, names: own }] of this.active) {
      if (act !== 'expire' && act !== 'revoke') continue;
      if (own?.some((name) => names.includes(name)) !== true) continue;
      this.say(`${fault} is over for real: somebody waits for it`);
      this.heal(fault, struck);
    }
  }

  /** When the papers are as they were asked to be. */
  settled(): Promise<void> {
    return this.papers;
  }

  /** One change of papers after the other. */
  private atPapers(
    names: readonly string[] | undefined,
    act: (papers: Papers, name: string) => Promise<void> | void,
  ): void {
    const papers = this.struck?.security?.authority;
    if (papers === undefined) return;
    for (const name of names ?? [])
      this.papers = this.papers
        .then(() => act(papers, name))
        .catch((error: unknown) => {
          this.say(error instanceof ProcessFault ? error.text : String(error));
        });
  }

  private suffers(name: string, act: RealAct): boolean {
    return [...this.active.values()].some(
      (other) => other.act === act && other.names?.includes(name) === true,
    );
  }

  /** Lines that another fault has cut as well are cut anew: everybody's may be meant. */
  private mend(names: readonly string[] | undefined, { relays }: Struck): void {
    relays?.mend(names);
    for (const other of this.active.values()) if (other.act === 'sever') relays?.sever(other.names);
  }

  private ease(names: readonly string[] | undefined, { relays }: Struck): void {
    relays?.hinder({}, names);
    for (const other of this.active.values())
      if (other.act === 'delay') relays?.hinder({ delayMs: DELAY_MS }, other.names);
  }
}

function rowFor(kind: FaultId, { security = {} }: Struck): RealRow {
  const row = REAL_ACTS[kind];
  const { authority, gate, signing } = security;
  if (row.secured === undefined || authority === undefined) return row;
  const isThere = row.secured.act === 'expire' ? gate : signing;
  return isThere === undefined ? row : row.secured;
}

/** Whom it strikes: the node that its scenario names; of ICE's lines and of those that it does not name all. */
function namesIn(entry: Entry, kind: FaultId): readonly string[] | undefined {
  if (kind === 'iceCrash') return [ICE];
  const said = entry['said'] as { node?: string } | undefined;
  const node = said?.node;
  if (node === undefined) return undefined;
  const isOfProcess = REAL_ACTS[kind].act === 'kill' || REAL_ACTS[kind].act === 'fillDisk';
  return node === ICE && !isOfProcess ? undefined : [node];
}

/** Windows has no such signals: there it goes on. */
function stopFor(player: Pick<ProcessPlayer, 'kill'>, ms: number): void {
  if (process.platform === 'win32') return;
  player.kill('SIGSTOP');
  setTimeout(() => player.kill('SIGCONT'), ms);
}
