/** Kills ICE and nodes under load, so many times, and has everything audited in the quiet moments between. */
import { CRASH_POINTS } from '../../nodes/process/crash-points.ts';
import { within } from '../../nodes/process/testing/wait.ts';
import type { Findings } from './audit.ts';
import { Fates } from './fates.ts';
import { Reaper } from './reaper.ts';
import { Toll } from './toll.ts';
import { Town } from './town.ts';

export interface CampaignOptions {
  readonly dir: string;
  /** Countries that take part with a national application of ours. */
  readonly nodes: readonly string[];
  /** More, where a named point has not been the end of anybody by then. */
  readonly times: number;
  readonly seed: string;
  /** Kills between two audits. */
  readonly auditEvery: number;
  /** Told of each death, and of each audit. */
  readonly onProgress?: (sentence: string) => void;
}

export interface Outcome {
  readonly toll: Toll;
  /** Of the last audit, which covers all before. */
  readonly findings: Findings;
  readonly audits: number;
  readonly movements: number;
  /** What would not come to an end; empty where all did. */
  readonly stuck: readonly string[];
  readonly surprises: readonly string[];
  readonly seconds: number;
}

/** Everything that is under way comes to its end within this time, with nobody dying. */
const QUIET_MS = 120_000;
const LOOK_MS = 50;

export async function campaign(options: CampaignOptions): Promise<Outcome> {
  const { dir, nodes, times, seed, auditEvery, onProgress = () => undefined } = options;
  const begun = performance.now();
  const toll = new Toll();
  const town = await Town.found(dir, nodes, (id) => toll.served(id));
  const reaper = new Reaper(town, toll, new Fates(seed));
  const stuck: string[] = [];
  let findings: Findings | undefined;
  let audits = 0;
  try {
    await town.begin();
    for (let done = 0; done < times || isMissing(toll, done, times); done = toll.deaths.length) {
      await reaper.reap(done + auditEvery);
      await everybodyServes(toll);
      const left = await town.quieten(QUIET_MS);
      if (left !== undefined) stuck.push(`after ${toll.deaths.length} kills: ${left}`);
      findings = await within(QUIET_MS, 'the facts of all stores', town.audit());
      audits++;
      onProgress(`${toll.deaths.length} kills, ${sentence(findings)}`);
      if (left !== undefined || !isClean(findings)) break;
      town.goOn();
    }
  } finally {
    reaper.stop();
    await town.end();
  }
  if (findings === undefined) throw new Error('nothing was audited');
  const seconds = (performance.now() - begun) / 1_000;
  const { discharged: movements } = town;
  return { toll, findings, audits, movements, stuck, surprises: town.surprises(), seconds };
}

/** Whoever died has acknowledged something since. @throws Error where somebody does not come back. */
async function everybodyServes(toll: Toll): Promise<void> {
  const until = performance.now() + QUIET_MS;
  while (toll.stillAway.length > 0) {
    if (performance.now() > until) throw new Error(`${toll.stillAway.join()} did not come back`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** A point may be missed by chance, but not for ever. */
const isMissing = ({ deaths }: Toll, done: number, times: number): boolean =>
  done < 3 * times && CRASH_POINTS.some((point) => !deaths.some(({ manner }) => manner === point));

export const isClean = ({ lost, doubled, violations }: Findings): boolean =>
  lost.length + doubled.length + violations.length === 0;

const sentence = ({ byIce, byDoors, lost, doubled, violations }: Findings): string =>
  `${byIce} acknowledged by ICE, ${byDoors} by doors: ${lost.length} lost, ${doubled.length} doubled, ${violations.length} invariants broken`;
