/** OpenMetrics text read back for tests, as strictly as the specification (1.0.0) asks; what breaks it is thrown, with its line. */

export interface ReadSample {
  /** With its suffix. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ReadFamily {
  readonly type: string;
  readonly unit: string | undefined;
  readonly help: string | undefined;
  readonly samples: readonly ReadSample[];
}

type Growing = { -readonly [K in keyof ReadFamily]: ReadFamily[K] } & { samples: ReadSample[] };

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total', '_created'],
  gauge: [''],
  histogram: ['_bucket', '_count', '_sum', '_created'],
};

const META = /^# (TYPE|UNIT|HELP) ([a-zA-Z_:][\w:]*) (.*)$/s;
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (NaN|[+-]Inf|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/s;
const LABEL = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/;

export function readOpenMetrics(text: string): ReadonlyMap<string, ReadFamily> {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the last line has no end');
  if (lines.pop() !== '# EOF') throw new Error('the text does not end with # EOF');
  const families = new Map<string, Growing>();
  let current = '';
  for (const [i, line] of lines.entries()) {
    const wrong = (what: string): Error => new Error(`line ${i + 1}: ${what}: ${line}`);
    const [, kind, named = '', rest = ''] = META.exec(line) ?? [];
    if (kind !== undefined) {
      if (named !== current) {
        if (families.has(named)) throw wrong('a family comes a second time');
        families.set(named, { type: 'unknown', unit: undefined, help: undefined, samples: [] });
        current = named;
      }
      const family = families.get(named)!;
      if (family.samples.length > 0) throw wrong('a header after a sample');
      if (kind === 'TYPE') family.type = rest;
      else if (kind === 'HELP') family.help = unescaped(rest);
      else if (named.endsWith(`_${rest}`)) family.unit = rest;
      else throw wrong('the unit is not the end of the name');
      continue;
    }
    const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
    const family = families.get(current);
    if (name === '' || family === undefined) throw wrong('neither header nor sample');
    const suffixes = SUFFIXES[family.type] ?? [];
    if (!suffixes.some((suffix) => name === current + suffix)) throw wrong('not of its family');
    family.samples.push({ name, labels: labelsOf(labels, wrong), value: numberOf(value) });
  }
  for (const [name, family] of families) check(name, family);
  return families;
}

function labelsOf(text: string, wrong: (what: string) => Error): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== '';) {
    const [whole, name = '', value = '', comma] = LABEL.exec(rest) ?? [];
    if (whole === undefined || name in labels) throw wrong('labels');
    labels[name] = unescaped(value);
    rest = rest.slice(whole.length);
    if (comma === ',' && rest === '') throw wrong('a label is missing');
  }
  return labels;
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));

const numberOf = (text: string): number =>
  text.endsWith('Inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);

/** No sample twice; counters are numbers from 0 up; buckets grow up to the count. */
function check(name: string, { type, samples }: ReadFamily): void {
  const wrong = (what: string): Error => new Error(`${name}: ${what}`);
  const keys = samples.map((sample) => JSON.stringify([sample.name, sample.labels]));
  if (new Set(keys).size < keys.length) throw wrong('a sample comes a second time');
  if (type === 'gauge') return;
  if (samples.some(({ value }) => !(value >= 0))) throw wrong('a counter below zero');
  if (type !== 'histogram') return;
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => numberOf(labels['le'] ?? ''));
  if (bounds.at(-1) !== Infinity) throw wrong('no bucket for everything');
  if (bounds.some((bound, i) => i > 0 && bound <= bounds[i - 1]!))
    throw wrong('bounds do not rise');
  const counts = buckets.map(({ value }) => value);
  if (counts.some((count, i) => i > 0 && count < counts[i - 1]!)) throw wrong('buckets fall');
  const count = samples.find((sample) => sample.name === `${name}_count`)?.value;
  if (count !== counts.at(-1)) throw wrong('the count is not that of the last bucket');
}
