/** Figures as OpenMetrics text, version 1.0.0. Knows neither what is counted nor why. */

export const OPENMETRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

export type Labels = Readonly<Record<string, string>>;

/** What a name stands for. A counter's samples get `_total` behind its name; a unit is the end of the name. */
export interface Family {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly unit?: string;
  readonly help: string;
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** A histogram that has been read. */
export interface Distribution {
  /** Upper bounds, rising, without the last one, which is infinite. */
  readonly bounds: readonly number[];
  /** Of each bound and of the infinite one: observations up to it and above the one before. */
  readonly counts: ArrayLike<number>;
  readonly sum: number;
}

/** One family: its header, then its samples, each with the labels that are common to all. */
export function familyText(
  name: string,
  family: Family,
  common: Labels,
  figures: readonly Sample[] | Distribution,
): string {
  const { type, unit, help } = family;
  const head = `# TYPE ${name} ${type}\n${unit === undefined ? '' : `# UNIT ${name} ${unit}\n`}# HELP ${name} ${escaped(help)}\n`;
  if ('bounds' in figures) return head + distributionText(name, common, figures);
  const suffix = type === 'counter' ? '_total' : '';
  const lines = figures.map(({ labels, value }) =>
    sampleText(name + suffix, { ...common, ...labels }, numberText(value)),
  );
  return head + lines.join('');
}

/** What comes after the last family. */
export const END = '# EOF\n';

function distributionText(name: string, labels: Labels, figures: Distribution): string {
  const { bounds, counts, sum } = figures;
  let count = 0;
  let text = '';
  for (let i = 0; i <= bounds.length; i++) {
    count += counts[i] ?? 0;
    const le = boundText(bounds[i] ?? Infinity);
    text += sampleText(`${name}_bucket`, { ...labels, le }, numberText(count));
  }
  text += sampleText(`${name}_count`, labels, numberText(count));
  return text + sampleText(`${name}_sum`, labels, numberText(sum));
}

function sampleText(name: string, labels: Labels, value: string): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`;
}

/** In label values and in help. */
const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

/** A bound is a label, so it has one way to be written: always with a point. */
const boundText = (bound: number): string =>
  Number.isInteger(bound) ? `${bound}.0` : numberText(bound);
