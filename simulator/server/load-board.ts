/** What is known of a load that goes on: told by the generator's host, looked at by its page. */
import { secondsOf } from '../../load/generator/beginnings.ts';
import type { Profile } from '../../load/profiles/profile.ts';
import type { Finding, Interval, LoadReport } from '../../load/report/load-report.ts';
import { FINDINGS } from '../../load/report/load-tables.ts';
import type {
  LoadChecked,
  LoadFinding,
  LoadProgress,
  LoadStep,
} from '../../reports/views/load-progress.ts';
import { withReport, withStep } from '../../reports/views/load-progress.ts';

/** Answers looked at so far; `findings` grows and never loses one. */
type Checked = LoadReport['checked'];

export class LoadBoard {
  progress: LoadProgress;
  /** One for each second, in order. */
  readonly steps: LoadStep[] = [];
  /** As it was written, once the load is over. */
  report: LoadReport | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(profile: Profile, target: string, through: LoadReport['through']) {
    const { name, summary, stages, warmUp, p99Most } = profile;
    this.progress = {
      ...{ profile: name, summary, target, through, stages, warmUp, p99Most },
      seconds: secondsOf(profile),
      intervals: [],
      checked: { answers: 0, wrong: 0, findings: [] },
      ...{ report: null, failure: null },
    };
  }

  /** @returns ends the calls. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  onInterval(interval: Interval, { answers, wrong, findings }: Checked): void {
    const fresh = findings.slice(this.progress.checked.findings.length).map(shownFinding);
    const step = { interval, checked: { answers, wrong, findings: fresh } };
    this.steps.push(step);
    this.progress = withStep(this.progress, step);
    this.changed();
  }

  /** @param file where the report was written. */
  onReport(report: LoadReport, file: string): void {
    const { asked, achieved, acknowledgement, delivery, backlog, objections } = report;
    const checked: LoadChecked = {
      ...report.checked,
      findings: report.checked.findings.map(shownFinding),
    };
    this.report = report;
    this.progress = withReport(this.progress, {
      ...{ asked, achieved, acknowledgement, delivery, backlog },
      ...{ checked, objections, file },
    });
    this.changed();
  }

  /** @param sentence why it could not go on. */
  onFailure(sentence: string): void {
    this.progress = { ...this.progress, failure: sentence };
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

const shownFinding = ({
  kind,
  rule,
  messageId,
  messageType,
  mrn,
  detail,
}: Finding): LoadFinding => ({
  ...{ what: FINDINGS[kind], rule, messageId, messageType, detail },
  mrn: mrn ?? null,
});
