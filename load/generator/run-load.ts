/** Runs a load on an exchange: every country of its flows connects, the generator is driven by the machine's clock, and the end is a report. */
import { Chance } from '../../simulator/core/chance.ts';
import { ALL } from '../../nodes/common/routing.ts';
import type { ProcessFault } from '../../nodes/process/fault.ts';
import type { SigningFiles } from '../../nodes/process/security/papers.ts';
import { proofOf } from '../../nodes/process/security/signatures.ts';
import type { Proof } from '../../nodes/process/security/signatures.ts';
import type { Flow } from '../flows/flow.ts';
import { countriesOf } from '../flows/flow.ts';
import { Numbers } from '../flows/numbers.ts';
import { checkedBy, Ledger } from '../ledger/ledger.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Interval, LoadReport } from '../report/load-report.ts';
import { secondsOf } from './beginnings.ts';
import { LoadClock } from './clock.ts';
import { addressOf, Countries } from './countries.ts';
import type { CountriesHandler, LoadTarget } from './countries.ts';
import { cutNotes, drive } from './drive.ts';
import { Generator } from './generator.ts';
import type { Seal } from './generator.ts';
import { isGeneratorLimited, objectionsTo } from './judge.ts';
import { thisMachine } from './machine.ts';
import { Meter } from './meter.ts';

export interface LoadOptions {
  readonly target: LoadTarget;
  readonly flows: readonly Flow[];
  readonly profile: Profile;
  readonly seed: string;
  /** Called each second, with the seconds that the whole load takes, and the answers checked so far. */
  readonly onInterval?: (
    interval: Interval,
    seconds: number,
    checked: LoadReport['checked'],
  ) => void;
  /** The load ends before its time. */
  readonly signal?: AbortSignal;
}

/**
 * Where the target ends a connection the load ends with it, and the report says so (`broken`).
 * @throws ProcessFault where the target refuses, or is none for tests.
 */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const { target, flows, profile, seed } = options;
  const meter = new Meter(profile.warmUp * 1_000, secondsOf(profile) * 1_000);
  const ledger = new Ledger();
  const clock = new LoadClock();
  const startedAt = Date.now();
  const proofs = new Map<string, Proof>();
  const over = new AbortController();
  const handler: CountriesHandler = {
    onMessage: (...arrival) => generator.onMessage(...arrival),
    onPuback: (...puback) => generator.onPuback(...puback),
    onRead: (...read) => generator.onRead(...read),
  };
  const countries = new Countries(target, clock, handler);
  const generator = new Generator(
    {
      ...{ flows, profile, startedAt, numbers: new Numbers(startedAt) },
      stream: new Chance(seed).stream('load'),
      through: target.through === 'relay' ? 'relay' : 'ice',
      publish: (...message) => countries.publish(...message),
      ...(target.signing === undefined ? {} : { seal: sealOf(target.signing, proofs) }),
    },
    ledger,
    meter,
  );
  try {
    await countries.connect(countriesOf(flows).filter((country) => country !== ALL));
    const cpuBefore = process.cpuUsage();
    clock.start();
    generator.greet(0);
    const onInterval = (interval: Interval, seconds: number): void =>
      options.onInterval?.(interval, seconds, checkedBy(ledger));
    const signal = AbortSignal.any([...(options.signal ? [options.signal] : []), over.signal]);
    const driving = drive(generator, clock, { profile, onInterval, signal });
    const lost = await Promise.race([
      driving.then(() => undefined),
      countries.lost.catch((fault: unknown) => fault as ProcessFault),
    ]);
    const cpu = process.cpuUsage(cpuBefore);
    const endedAt = clock.now();
    // What was under way when somebody ended it, or when the target went, cannot be judged.
    if (options.signal?.aborted !== true && lost === undefined) ledger.close();
    const report = {
      ...{ format: 1 as const, profile: profile.name, target: addressOf(target), seed },
      through: target.through,
      startedAt: new Date(startedAt).toISOString(),
      machine: thisMachine(),
      warmUp: profile.warmUp,
      ...meter.result(endedAt),
      generatorCpu: (cpu.user + cpu.system) / 1_000 / endedAt,
      checked: checkedBy(ledger),
      notes: cutNotes(profile, endedAt),
      ...(lost === undefined ? {} : { broken: lost.text }),
    };
    const generatorLimited = isGeneratorLimited(report, clock.busy);
    const objections = objectionsTo(report, profile, generatorLimited);
    return { ...report, generatorLimited, objections };
  } finally {
    over.abort();
    for (const proof of proofs.values()) proof.close();
    countries.end();
  }
}

/** Each country signs with its own key, read when it first writes. */
function sealOf(signing: (country: string) => SigningFiles, proofs: Map<string, Proof>): Seal {
  return (country, text, messageType) => {
    let proof = proofs.get(country);
    if (proof === undefined) {
      proof = proofOf(country, signing(country), 'node', () => undefined);
      proofs.set(country, proof);
    }
    return proof.seal(text, messageType);
  };
}
