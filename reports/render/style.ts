/** The report's style sheet: a light page for the screen and A4 in black and white for the printer. */

export const STYLE = `
:root { --ink: #16191d; --soft: #5b6570; --line: #d5d9de; --warm: #a84300; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f4f5; color: var(--ink); font: 15px/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", Arial, sans-serif; }
main { max-width: 820px; margin: 0 auto; padding: 32px 40px 64px; background: var(--paper); }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 32px 0 8px; }
h3 { font-size: 16px; margin: 0 0 2px; }
p { margin: 4px 0 8px; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 3px; }
.realm { display: inline-block; border: 1px solid var(--ink); padding: 1px 8px; margin-bottom: 12px; font-size: 12px; }
.soft, figcaption, .note dd { color: var(--soft); }
.story { margin: 8px 0 12px; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; }
.verdict { border: 2px solid var(--ink); padding: 8px 14px; margin: 14px 0; }
.verdict strong { font-size: 18px; }
.verdict.failed { border-color: var(--warm); }
.verdict.failed strong, .missed { color: var(--warm); }
.verdict ul { margin: 4px 0 0; padding: 0; list-style: none; }
ol.findings { margin: 4px 0; padding-left: 22px; }
ol.findings li { margin-bottom: 4px; }
table { border-collapse: collapse; width: 100%; margin: 6px 0 12px; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 6px 0 2px; }
th { text-align: left; font-weight: 600; border-bottom: 1px solid var(--ink); padding: 3px 8px 3px 0; vertical-align: bottom; }
td { border-bottom: 1px solid var(--line); padding: 3px 8px 3px 0; vertical-align: top; }
th.r, td.r { text-align: right; padding-right: 20px; }
td.r { white-space: nowrap; }
td.nowrap { white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
dl.counts { display: grid; grid-template-columns: repeat(5, 1fr); gap: 8px 12px; margin: 6px 0 12px; }
dl.counts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; border-top: 1px solid var(--ink); padding-top: 2px; }
dl.counts dt { font-size: 13px; color: var(--soft); }
dl.counts dd { margin: 0; font-size: 18px; font-variant-numeric: tabular-nums; }
tr.group th { border-bottom: 1px solid var(--line); padding-top: 10px; color: var(--soft); font-weight: 600; }
.kpi { margin: 0 0 28px; padding-top: 14px; border-top: 1px solid var(--line); }
.kpi .figure { font-size: 22px; font-variant-numeric: tabular-nums; margin: 2px 0 6px; }
.kpi .figure small { font-size: 14px; color: var(--soft); }
.step { border-left: 3px solid var(--line); padding: 2px 0 2px 14px; margin: 0 0 16px; }
.step.failed { border-left-color: var(--warm); }
.step p { margin: 0 0 4px; font-size: 13px; }
.step ul, ul.plain { margin: 0; padding: 0; list-style: none; font-size: 14px; }
dl.note { margin: 6px 0; font-size: 13px; }
dl.note dt { float: left; clear: left; margin-right: 6px; font-weight: 600; }
dl.note dd { margin: 0 0 2px; }
figure { margin: 8px 0 10px; }
figcaption { font-size: 12px; }
svg { display: block; }
svg.curve { width: 100%; height: auto; }
svg.spark { width: 110px; height: 24px; }
td.bars { width: 110px; }
svg.bar { width: 100%; height: 9px; margin-top: 6px; }
.bar rect { fill: #7a8591; }
.grid { stroke: var(--line); stroke-width: 1; }
.tick { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.whole { fill: none; stroke: var(--ink); stroke-width: 2.4; stroke-linejoin: round; }
.recent { fill: none; stroke: #7a8591; stroke-width: 1; }
.dot { fill: #7a8591; }
.goal { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 5 4; }
.spark path { fill: none; stroke: var(--ink); stroke-width: 1.3; }
code { font: 13px/1.4 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { border: 1px solid var(--line); padding: 8px 12px; white-space: pre-wrap; margin: 6px 0; }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  body { background: none; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 17pt; }
  h2 { font-size: 12.5pt; margin-top: 11pt; break-after: avoid; }
  table { font-size: 9.5pt; }
  .verdict { margin: 8pt 0; }
  h3 { break-after: avoid; }
  .page { break-before: page; }
  .verdict.failed { border-color: #000; border-style: double; border-width: 4px; }
  .verdict.failed strong, .missed { color: #000; font-weight: 700; }
  figure, tr, .head, .verdict, .step { break-inside: avoid; }
  thead { display: table-header-group; }
  a { text-decoration: none; }
}
`.trim();
