/** A fault in words: what goes wrong, with the numbers that its scenario says, and whom or where it strikes. */
import type { FaultView } from '../../reports/views/trial-rows.ts';
import { parseDuration } from '../../simulator/core/time.ts';
import type { App } from '../state/app.svelte.ts';

type Said = FaultView['said'];

/** The catalogue's sentence leaves a place for `times` and `by`, as a scenario calls them. */
export function faultText({ view, names }: App, kind: string, said: Said = {}): string {
  const { times, by } = said;
  return view
    .say(names(kind))
    .replace(/`times`( раз)?/, (found) =>
      typeof times === 'number'
        ? view.text.overview.faultTimes(view.format.short(times), times)
        : found,
    )
    .replace('`by`', (found) => {
      const ms = typeof by === 'string' ? parseDuration(by) : undefined;
      return ms === undefined ? found : view.format.duration(ms);
    });
}

/** Where it is at work, and what of: a place and its side, or participants; message types; their share. */
export function faultScope(app: App, { where, on, said }: Readonly<FaultView>): string {
  const { view } = app;
  const { side, messages, share } = said;
  return [
    where === null ? struckNames(app, on) : app.name(where),
    side === 'exit' || side === 'entry' ? view.text.post[side] : '',
    Array.isArray(messages) ? messages.join(', ') : '',
    typeof share === 'number' && share < 1 ? `${view.format.number(100 * share)}\u00a0%` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Who struck everybody is not told by a list of all names. */
function struckNames(app: App, on: readonly string[]): string {
  const struck = on.filter((id) => id !== 'WORLD');
  const isEverybody = app.countries.every((id) => struck.includes(id));
  return isEverybody
    ? app.view.text.overview.faultEverywhere
    : struck.map((id) => app.name(id)).join(', ');
}

/** Why a participant is down: a fault of the catalogue, an absence for real, or a word that this page does not know. */
export function whyDown(app: App, why: string): string {
  const { text } = app.view;
  if (why === '') return '';
  const known = text.node.why[why];
  if (known !== undefined) return known;
  return why in app.player.run.faults ? faultText(app, why) : text.node.whyOther(why);
}
