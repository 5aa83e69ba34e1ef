/** `rehearse report`: the KPI report of a recorded run, as a page, JSON or tables. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sampleEvery, KpiBoard } from '../../reports/kpi/board.ts';
import { renderCsv } from '../../reports/render/csv.ts';
import { renderHtml } from '../../reports/render/html.ts';
import { renderJson } from '../../reports/render/json.ts';
import type { ReportData } from '../../reports/render/report.ts';
import type { RunSummary } from '../../reports/render/summary.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs } from '../../scenarios/semantics.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import { journalOf, journalPath, scenarioOf, summaryOf } from './recorded.ts';
