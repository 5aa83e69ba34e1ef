/** Reads what an exchange tells of itself at `/metrics` (OpenMetrics text), as far as it says what its time goes to. */

/** Where the time of the exchange's main thread goes (`rehearse_busy_seconds_total`). */
export const PARTS = ['read', 'step', 'write', 'flush', 'send'] as const;
export type Part = (typeof PARTS)[number];

/** Sums since the exchange began. Times in s. */
export interface ExchangeCounters {
  readonly busy: Readonly<Record<Part, number>>;
  readonly cpu: number;
  readonly loopDelay: Sum;
  readonly flush: Sum;
  /** To and from its connections. */
  readonly bytes: number;
}

interface Sum {
  readonly sum: number;
  readonly count: number;
}

/** Undefined where the text is not what this project's ICE tells: another exchange has other figures. */
export function readCounters(text: string): ExchangeCounters | undefined {
  const samples = readSamples(text);
  const of = (name: string, part?: string): number =>
    samples
      .filter((one) => one.name === name && (part === undefined || one.labels['part'] === part))
      .reduce((sum, { value }) => sum + value, 0);
  const histogram = (name: string): Sum => ({ sum: of(`${name}_sum`), count: of(`${name}_count`) });
  if (!samples.some(({ name }) => name === 'rehearse_busy_seconds_total')) return undefined;
  const busy = Object.fromEntries(
    PARTS.map((part) => [part, of('rehearse_busy_seconds_total', part)]),
  ) as Record<Part, number>;
  return {
    busy,
    cpu: of('process_cpu_seconds_total'),
    loopDelay: histogram('rehearse_event_loop_delay_seconds'),
    flush: histogram('rehearse_flush_seconds'),
    bytes: of('rehearse_received_bytes_total') + of('rehearse_sent_bytes_total'),
  };
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Lines that are no sample are left out. */
export function readSamples(text: string): Sample[] {
  return text.split('\n').flatMap((line): Sample[] => {
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
    if (name === undefined || value === undefined || Number.isNaN(Number(value))) return [];
    const pairs = [...labels.matchAll(LABEL)].map(([, label = '', what = '']) => [label, what]);
    return [
      { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) },
    ];
  });
}
