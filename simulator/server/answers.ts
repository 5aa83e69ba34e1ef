/** What each address under `/api/` that is read answers: plain data from the run. How it travels is `server.ts`. */
import { both } from '../../nodes/common/bilingual.ts';
import type {
  JournalAnswer,
  KpisAnswer,
  ListAnswer,
  MessageAnswer,
  PackedStateAnswer,
  RunInfo,
  SearchAnswer,
  StateAnswer,
} from '../../reports/views/api.ts';
import { JOURNAL_PAGE_MAX } from '../../reports/views/api.ts';
import type { DensityView } from '../../reports/views/density.ts';
import type { MovementStory } from '../../reports/views/movement.ts';
import { movementStory } from '../../reports/views/movement.ts';
import { packTrial } from '../../reports/views/packed.ts';
import type { Trial } from '../../reports/views/trial.ts';
import type { TrialSnapshot } from '../../reports/views/trial-state.ts';
import { withoutEnded } from '../../reports/views/trial-state.ts';
import type { SimTime } from '../core/time.ts';
import { parseIsoUtc } from '../core/time.ts';
import { Refusal } from './refusal.ts';
import type { Recorded, RunSource, Scope } from './source.ts';

const SEARCH_MAX = 20;
/** A message is received, or refused, within this many entries of its sending, or it is still under way as far as one panel cares. */
const MESSAGE_SPAN = 20_000;

export class Answers {
  private readonly source: RunSource;
  private readonly instance: string;

  constructor(source: RunSource, instance: string) {
    this.source = source;
    this.instance = instance;
  }

  run(): RunInfo {
    const { header, about, entries, read, cutAtLine } = this.source;
    return {
      header,
      ...about,
      realm: 'test',
      entries,
      read,
      cutAtLine,
      broken: this.source.broken(),
      clock: this.source.clock(),
      instance: this.instance,
    };
  }

  state(query: URLSearchParams): StateAnswer | PackedStateAnswer {
    const trial = forMap(this.trialOf(query, 'open').save());
    const clock = this.source.clock();
    return query.get('packed') === '1' ? { trial: packTrial(trial), clock } : { trial, clock };
  }

  journal(query: URLSearchParams): JournalAnswer {
    const from = index(query, 'from') ?? 0;
    const to = index(query, 'to') ?? from + JOURNAL_PAGE_MAX;
    if (to < from) throw new Refusal('badRequest', '`to` comes before `from`.');
    if (to - from > JOURNAL_PAGE_MAX)
      throw new Refusal(
        'badRequest',
        `At most ${String(JOURNAL_PAGE_MAX)} entries are given at once.`,
      );
    const bodies = query.get('bodies') !== '0';
    return {
      from,
      entries: this.source.readEntries(from, to).map((recorded) => flat(recorded, bodies)),
    };
  }

  movement(key: string, query: URLSearchParams): MovementStory {
    const at = instant(query);
    const positions = this.source.folds.movements.find(key);
    const recorded = positions.flatMap((position) =>
      this.source.readEntries(position, position + 1),
    );
    const until = at === undefined ? recorded : recorded.filter(({ entry }) => entry.t <= at);
    const story = movementStory(until, key);
    if (story !== undefined) return story;
    const sentence =
      positions.length > 0
        ? both('This movement begins later.', 'Эта перевозка начинается позже.')
        : both(
            `No movement of this run is known by ${key}.`,
            `В этом прогоне нет перевозки ${key}.`,
          );
    throw new Refusal('notFound', sentence);
  }

  /** Movements at an instant, those that have ended as well. */
  movements(query: URLSearchParams): ListAnswer {
    const trial = this.trialOf(query, 'all');
    return { movements: [...trial.movements.values()].map((row) => ({ ...row, milestones: [] })) };
  }

  message(id: string): MessageAnswer {
    const from = this.source.folds.messages.find(id);
    const sent = from === undefined ? undefined : this.source.readEntries(from, from + 1)[0];
    if (from === undefined || sent === undefined)
      throw new Refusal(
        'notFound',
        both(`No message of this run is known by ${id}.`, `В этом прогоне нет сообщения ${id}.`),
      );
    const later = this.source
      .readEntries(from + 1, from + 1 + MESSAGE_SPAN)
      .filter(({ entry }) => entry.by === id || entry['id'] === id)
      .map((recorded) => flat(recorded, false));
    return { index: from, sent: flat(sent, true), later };
  }

  density(): DensityView {
    return this.source.folds.density.view();
  }

  kpis(): KpisAnswer {
    const { kpis } = this.source.folds;
    const { now } = this.source.clock();
    const { begunAt } = kpis;
    return { now, begunAt, results: kpis.results(now), counts: kpis.counts(now) };
  }

  /** Over the whole run, also what has ended. */
  search(query: URLSearchParams): SearchAnswer {
    const found = this.source.trial().find(query.get('q') ?? '', SEARCH_MAX);
    return { movements: found.map((row) => ({ ...row, milestones: [] })) };
  }

  private trialOf(query: URLSearchParams, scope: Scope): Trial {
    const at = instant(query);
    return at === undefined ? this.source.trial() : this.source.trialAt(at, scope);
  }
}

/** Milestones are told in stories; alarms alone ask the map's trial since when. */
function forMap(saved: TrialSnapshot): TrialSnapshot {
  const open = withoutEnded(saved);
  const { edition, rows } = open.movements;
  const bare = rows.map((row) => (row.attention > 1 ? row : { ...row, milestones: [] }));
  return { ...open, movements: { edition, rows: bare } };
}

const flat = ({ entry, body }: Recorded, bodies: boolean): JournalAnswer['entries'][number] =>
  bodies && body !== undefined ? { ...entry, body } : entry;

function index(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Number(text);
  if (text !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Refusal('badRequest', `\`${name}\` is the index of an entry: a whole number from 0.`);
}

/** `at`: milliseconds, or ISO text. */
function instant(query: URLSearchParams): SimTime | undefined {
  const text = query.get('at');
  if (text === null) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : parseIsoUtc(text);
  if (value !== undefined) return value;
  throw new Refusal(
    'badRequest',
    '`at` is an instant: milliseconds since 1970, or 2026-07-14T06:00:00Z.',
  );
}
