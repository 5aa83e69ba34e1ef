/** What the page on watching an exchange asks Prometheus for is there, and no other server says something else under the same name. */
import { expect, test } from 'vitest';
import { METRICS } from '../../nodes/process/metric-catalogue.ts';
import { readOpenMetrics } from '../../nodes/process/testing/openmetrics-text.ts';
import { metricsText } from '../server/metrics.ts';
import { StagedRun } from '../server/testing.ts';
import { ALERTS, metricPages } from './metric-pages.ts';

/** Names as samples have them. */
const SAMPLES = new Set(
  Object.entries(METRICS).flatMap(([name, { type }]) =>
    type === 'histogram'
      ? [`${name}_bucket`, `${name}_sum`, `${name}_count`, name]
      : [type === 'counter' ? `${name}_total` : name],
  ),
);

test('the page names no figure that there is not', () => {
  const [page] = metricPages();
  const named = page?.text.match(/\b(?:rehearse|process)_[a-z_]+/g) ?? [];
  expect(named.length).toBeGreaterThan(Object.keys(METRICS).length);
  expect(named.filter((name) => !SAMPLES.has(name))).toEqual([]);
});

test('there are six questions, each with an alert of its own', () => {
  expect(ALERTS.length).toBe(6);
  expect(new Set(ALERTS.map(({ name }) => name)).size).toBe(6);
  // They stand between quotes of YAML.
  expect(ALERTS.some(({ expr }) => expr.includes("'"))).toBe(false);
});

test('what the server of a run calls by the same name is of the same kind', () => {
  const text = metricsText(new StagedRun().source, { readers: 0, answers: new Map() });
  const shared = [...readOpenMetrics(text)].filter(([name]) => name in METRICS);
  expect(shared.map(([name]) => name).sort()).toEqual([
    'rehearse_messages_refused',
    'rehearse_messages_sent',
  ]);
  for (const [name, { type }] of shared)
    expect(METRICS[name as keyof typeof METRICS].type).toBe(type);
});
