/** A real ICE under hostile peers, phase by phase, while two countries that behave go on and are timed. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Chance } from '../../simulator/core/chance.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { Spoiler } from '../../nodes/common/messages/spoil.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { newSecret, verifiersOf } from '../../nodes/process/credentials.ts';
import { spawnChild } from '../../nodes/process/supervisor.ts';
import type { Child } from '../../nodes/process/supervisor.ts';
import { Arrived } from '../../nodes/process/testing/wait.ts';
import { Mortal } from '../town/mortal.ts';
import { Abuser } from './abuse.ts';
import type { Abuse } from './abuse.ts';
import { assault } from './assault.ts';
import type { Assault } from './assault.ts';
import type { Courtesy, CourtesyOptions } from './courtesy-main.ts';
import { crowd, flood } from './crowd.ts';
import type { Crowd } from './crowd.ts';
import { hostilePackets } from './packets.ts';
import { deafPeers } from './deaf.ts';
import type { Deaf } from './deaf.ts';

export interface SiegeOptions {
  readonly dir: string;
  readonly packets: number;
  readonly messages: number;
  readonly seed: string;
  /** Of the phases without an attack, in ms. */
  readonly quietMs: number;
  /** Told of each phase. */
  readonly onProgress?: (sentence: string) => void;
}

export interface Phase extends Courtesy {
  /** Resident memory of ICE at its end, in MB; undefined where the system does not tell. */
  readonly residentMb: number | undefined;
  readonly seconds: number;
}

export interface Outcome {
  readonly phases: readonly Phase[];
  readonly assault: Assault;
  readonly crowd: Crowd;
  readonly abuse: Abuse;
  /** What the journal says of the spoilt messages: taken, dropped, refused, by rule. */
  readonly judged: ReadonlyMap<string, number>;
  readonly deaf: Deaf;
  /** Sentences of ICE that tell of something broken. */
  readonly broken: readonly string[];
}

const SCRIPT = fileURLToPath(new URL('courtesy-main.ts', import.meta.url));
const [GOOD, READER, BAD, DEAF] = ['GEO', 'AZE', 'KAZ', 'UZB'] as const;
const COUNTRIES = [GOOD, READER, BAD, DEAF];
const REPORT_MS = 60_000;
/** After the last phase. */
const OVER = 'over';

export class Siege {
  private readonly options: SiegeOptions;
  private readonly secrets: Readonly<Record<string, string>>;
  private readonly ice: Mortal;
  private readonly port: number;
  private readonly good: Child;
  private readonly reports: Arrived<Courtesy | { readonly ready: true }>;
  private readonly phases: Phase[] = [];
  private begun = performance.now();
  private phase = '';

  private constructor(
    options: SiegeOptions,
    secrets: Readonly<Record<string, string>>,
    ice: Mortal,
  ) {
    this.options = options;
    this.secrets = secrets;
    this.ice = ice;
    this.port = Number(new URL(ice.url).port);
    this.reports = new Arrived();
    const told: CourtesyOptions = {
      url: ice.url,
      from: { country: GOOD, secret: secrets[GOOD] ?? '' },
      to: { country: READER, secret: secrets[READER] ?? '' },
    };
    this.good = spawnChild(
      {
        name: 'courtesy',
        script: SCRIPT,
        args: () => [JSON.stringify(told)],
        needs: { net: ['127.0.0.1'] },
      },
      { onLine: (line) => this.reports.push(JSON.parse(line) as Courtesy) },
    );
  }

  static async lay(options: SiegeOptions): Promise<Siege> {
    const secrets = Object.fromEntries(COUNTRIES.map((country) => [country, newSecret()]));
    const verifiers = await verifiersOf(secrets);
    const cast = { countries: COUNTRIES };
    const told = { cast, storeDir: options.dir, ice: { port: 0, verifiers } };
    const ice = await Mortal.create(ICE, () => told);
    await ice.live();
    return new Siege(options, secrets, ice);
  }

  async run(): Promise<Outcome> {
    const { packets, messages, seed, quietMs } = this.options;
    const parties = { own: BAD, secret: this.secrets[BAD] ?? '', other: GOOD };
    const chance = new Chance(seed);
    await this.reports.next('courtesy is ready', (one) => 'ready' in one);
    await this.enter('quiet');
    await pause(quietMs);
    await this.enter('packets');
    const thrown = await assault(
      hostilePackets(packets, chance.stream('packets'), parties),
      this.port,
      parties,
    );
    await this.enter('flood of CONNECT');
    await flood(this.port, BAD, Math.ceil(packets / 500));
    await this.enter('crowd that says nothing');
    const crowded = await crowd(this.port, parties);
    await this.enter('messages');
    const from = (await this.facts(0)).length;
    const abuser = new Abuser(this.port, BAD, parties.secret);
    const spoiler = new Spoiler(chance.stream('messages'), BAD, [GOOD, READER]);
    const abuse = await abuser.abuse(messages, spoiler);
    abuser.end();
    const judged = judgedIn(await this.facts(from));
    await this.enter('deaf peers');
    const deaf = await deafPeers(this.port, parties, {
      country: DEAF,
      secret: this.secrets[DEAF] ?? '',
    });
    await this.enter('quiet again');
    await pause(quietMs);
    await this.enter(OVER);
    return {
      phases: this.phases,
      assault: thrown,
      crowd: crowded,
      abuse,
      judged,
      deaf,
      broken: this.broken(),
    };
  }

  async end(): Promise<void> {
    this.good.end();
    await this.good.exited;
    await this.ice.end();
  }

  /** Ends the phase before and begins this one. */
  private async enter(phase: string): Promise<void> {
    const before = this.phase;
    this.good.send(phase);
    if (before !== '') {
      const report = await this.reports.next(
        `the report of ${before}; ${this.ice.complaints.slice(-5).join('; ')}`,
        (one) => 'phase' in one && one.phase === before,
        REPORT_MS,
      );
      const seconds = (performance.now() - this.begun) / 1_000;
      if ('phase' in report)
        this.phases.push({ ...report, residentMb: this.residentMb(), seconds });
      this.options.onProgress?.(`${before}: ${seconds.toFixed(0)} s`);
    }
    this.phase = phase;
    this.begun = performance.now();
  }

  private residentMb(): number | undefined {
    try {
      const status = readFileSync(`/proc/${this.ice.pid ?? 0}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024;
    } catch {
      return undefined;
    }
  }

  /** Of ICE, about the country that misbehaves, from this number on. */
  private async facts(from: number): Promise<Entry[]> {
    const facts: Entry[] = [];
    for (;;) {
      const path = `/facts?participant=${ICE}&from=${from + facts.length}`;
      const lines = (await (await this.ice.fetch(path)).text()).split('\n').filter(Boolean);
      if (lines.length === 0) return facts;
      for (const line of lines) facts.push(JSON.parse(line) as Entry);
    }
  }

  private broken(): string[] {
    const { complaints, lives } = this.ice;
    return [
      ...complaints.filter((line) => /something broke|uncaught|panic|error: /i.test(line)),
      ...(lives === 1 ? [] : [`ICE has lived ${lives} times`]),
    ];
  }
}

/** What became of messages of the country that misbehaves, but for receipts, by word and rule. */
function judgedIn(facts: readonly Entry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type, from, rule } of facts) {
    if (from !== BAD || !JUDGED.has(type)) continue;
    const what = type === 'MessageRefused' ? `refused ${String(rule)}` : type;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return counts;
}

const JUDGED: ReadonlySet<string> = new Set(['MessageTaken', 'MessageRefused', 'RepeatDropped']);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
