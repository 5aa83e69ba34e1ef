/** What people may ask for: the trainer steers the run, whoever holds a seat decides there, and nobody acts for another. */
import { both } from '../../nodes/common/bilingual.ts';
import { DECISIONS, onOwnAccount } from '../../nodes/common/tasks.ts';
import { ProcessFault } from '../../nodes/process/fault.ts';
import { RUNTIME_NAMES } from '../../nodes/process/runtimes.ts';
import type { ApiCommand, CommandAnswer } from '../../reports/views/api.ts';
import type { PersonCommand } from '../core/world-facts.ts';
import { Refusal } from './refusal.ts';
import type { RunControl, RunSource } from './source.ts';
import type { Bearer, Tokens } from './tokens.ts';

/** Simulated seconds per second: from slow motion to a day in a tenth of a second. */
export const SPEED_MIN = 0.1;
export const SPEED_MAX = 1_000_000;
const PERSON_LENGTH_MAX = 35;
const REASON_LENGTH_MAX = 350;

const DONE: CommandAnswer = { done: true };

export class Commands {
  private readonly source: RunSource;
  private readonly tokens: Tokens;
  private readonly now: () => number;

  /** @param now wall clock, ms; only for the door that shuts on wrong codes. */
  constructor(source: RunSource, tokens: Tokens, now: () => number) {
    this.source = source;
    this.tokens = tokens;
    this.now = now;
  }

  /**
   * Does what is asked, or asks the run to do it.
   * @throws Refusal, with the sentence for the person who asked.
   */
  give(value: Record<string, unknown>, bearer: Bearer | undefined): CommandAnswer {
    const { control } = this.source;
    if (control === undefined)
      throw new Refusal(
        'conflict',
        both(
          'This is a recording: it can be looked at, not steered.',
          'Это запись: её можно смотреть, но не вести.',
        ),
      );
    if (this.source.clock().state === 'ended')
      throw new Refusal(
        'conflict',
        both(
          'The run is over: nothing can be done in it any more.',
          'Прогон завершён: в нём больше ничего нельзя сделать.',
        ),
      );
    const command = parseCommand(value);
    switch (command.type) {
      case 'pause':
      case 'resume':
      case 'stop':
        this.needTrainer(bearer);
        control[command.type]();
        return DONE;
      case 'setSpeed':
        this.needTrainer(bearer);
        control.setSpeed(command.speed);
        return DONE;
      case 'leave':
      case 'join':
        this.needTrainer(bearer);
        this.comeOrGo(command, control);
        return DONE;
      case 'inviteSeat':
        this.needTrainer(bearer);
        this.needSeat(command.seat);
        return { done: true, code: this.tokens.invite(command.seat) };
      case 'takeSeat':
        return this.takeSeat(command, bearer, control);
      case 'returnSeat':
        return this.returnSeat(bearer, control);
      case 'decide':
        return this.decide(command, bearer, control);
    }
  }

  private comeOrGo(command: ApiCommand & { type: 'leave' | 'join' }, control: RunControl): void {
    const { node } = command;
    const { participants, observers } = this.source.about;
    if (!participants.includes(node) && !observers.includes(node))
      throw new Refusal(
        'notFound',
        both(`There is no country ${node} in this run.`, `В этом прогоне нет страны ${node}.`),
      );
    if (command.type === 'leave') {
      if (!control.leave(node))
        throw new Refusal('conflict', both(`${node} is away already.`, `${node} уже отсутствует.`));
    } else if (!joins(control, command))
      throw new Refusal(
        'conflict',
        both(
          `${node} has not left, or is on its way back by itself.`,
          `${node} не выходила или уже возвращается сама.`,
        ),
      );
  }

  private takeSeat(
    { seat, person, code }: ApiCommand & { type: 'takeSeat' },
    bearer: Bearer | undefined,
    control: RunControl,
  ): CommandAnswer {
    this.needSeat(seat);
    const held = this.source.trial().seats.get(seat)?.person;
    if (held !== undefined && held !== person)
      throw new Refusal(
        'conflict',
        both(
          `${held} sits at ${seat}; the seat is free when it is handed back.`,
          `Рабочее место ${seat} занимает ${held}; оно освободится, когда его вернут.`,
        ),
      );
    if (code !== undefined) this.redeem(code, seat);
    else if (bearer?.role !== 'trainer')
      throw new Refusal(
        'forbidden',
        both(
          'Taking a seat needs the code that the trainer gives for it.',
          'Чтобы занять рабочее место, нужен код от инструктора.',
        ),
      );
    // Whoever lost his page gets his seat back; for the run nothing changes then.
    if (held === undefined) control.command({ type: 'takeSeat', actor: person, seat });
    return { done: true, token: this.tokens.seat(seat, person) };
  }

  private returnSeat(bearer: Bearer | undefined, control: RunControl): CommandAnswer {
    const { seat, person } = this.needOfficer(bearer);
    this.tokens.leave(seat);
    control.command({ type: 'returnSeat', actor: person, seat });
    return DONE;
  }

  private decide(
    { task, decision, reason }: ApiCommand & { type: 'decide' },
    bearer: Bearer | undefined,
    control: RunControl,
  ): CommandAnswer {
    const { seat, person } = this.needOfficer(bearer);
    const trial = this.source.trial();
    if (trial.seats.get(seat)?.person !== person)
      throw new Refusal(
        'conflict',
        both(
          `You do not sit at ${seat} yet, or not any more.`,
          `Вы ещё не занимаете рабочее место ${seat} или уже не занимаете его.`,
        ),
      );
    const open = [...trial.tasks.values()].filter((row) => row.task === task);
    const mine = open.find(({ office }) => office === seat);
    if (mine === undefined && open.length > 0)
      throw new Refusal(
        'forbidden',
        both(
          `That is for the officer of ${open[0]?.office ?? ''} to decide; your seat is ${seat}.`,
          `Это решает должностное лицо ${open[0]?.office ?? ''}; ваше рабочее место – ${seat}.`,
        ),
      );
    const own = open.length === 0 ? onOwnAccount(task) : undefined;
    const kind = mine?.kind ?? own?.kind;
    if (kind === undefined)
      throw new Refusal(
        'conflict',
        both(
          'This needs no decision any more: it was decided or withdrawn meanwhile.',
          'Решение больше не требуется: вопрос тем временем решён или снят.',
        ),
      );
    const allowed = DECISIONS[kind];
    if (!allowed.includes(decision))
      throw new Refusal('badRequest', `The procedure allows here: ${allowed.join(', ')}.`);
    const given: PersonCommand = { type: 'decide', actor: person, seat, task, decision };
    control.command(reason === undefined ? given : { ...given, reason });
    return DONE;
  }

  private redeem(code: string, seat: string): void {
    const opened = this.tokens.redeem(code, seat, this.now());
    if (opened === 'shut')
      throw new Refusal(
        'unavailable',
        both(
          'Too many wrong codes were tried; wait a minute and try again.',
          'Слишком много неверных кодов; подождите минуту и попробуйте снова.',
        ),
      );
    if (opened === 'wrong')
      throw new Refusal(
        'forbidden',
        both(
          'This code does not open this seat: ask the trainer for a new one.',
          'Этот код не подходит к этому рабочему месту: попросите у инструктора новый.',
        ),
      );
  }

  private needTrainer(bearer: Bearer | undefined): void {
    if (bearer === undefined)
      throw new Refusal(
        'unauthorised',
        both(
          'Only the trainer steers the run; open the page by the address that the run printed.',
          'Прогоном управляет только инструктор; откройте страницу по адресу, который напечатал прогон.',
        ),
      );
    if (bearer.role !== 'trainer')
      throw new Refusal(
        'forbidden',
        both(
          `Only the trainer steers the run; you sit at ${bearer.seat}.`,
          `Прогоном управляет только инструктор; ваше рабочее место – ${bearer.seat}.`,
        ),
      );
  }

  private needOfficer(bearer: Bearer | undefined): Bearer & { role: 'officer' } {
    if (bearer?.role === 'officer') return bearer;
    if (bearer === undefined)
      throw new Refusal(
        'unauthorised',
        both(
          'Take a seat first: whoever holds it decides there.',
          'Сначала займите рабочее место: решает тот, кто его занимает.',
        ),
      );
    throw new Refusal(
      'forbidden',
      both(
        'A trainer steers the run and decides nothing in it; take the seat to decide there.',
        'Инструктор управляет прогоном и ничего в нём не решает; чтобы решать, займите рабочее место.',
      ),
    );
  }

  private needSeat(seat: string): void {
    if (!this.source.about.offices.some(({ code }) => code === seat))
      throw new Refusal(
        'notFound',
        both(
          `There is no office ${seat} in this run.`,
          `В этом прогоне нет таможенного органа ${seat}.`,
        ),
      );
  }
}

/** @throws Refusal where this machine has no such runtime. */
function joins(control: RunControl, { node, runtime }: ApiCommand & { type: 'join' }): boolean {
  try {
    return control.join(node, runtime);
  } catch (error) {
    if (error instanceof ProcessFault) throw new Refusal('unavailable', error.text);
    throw error;
  }
}

/** @throws Refusal for what is no command. */
function parseCommand(value: Record<string, unknown>): ApiCommand {
  const text = (name: string, most: number): string => {
    const found = value[name];
    if (typeof found === 'string' && found.trim() !== '' && found.length <= most)
      return found.trim();
    throw new Refusal('badRequest', `\`${name}\` is a text of 1 to ${String(most)} characters.`);
  };
  const optional = (name: string, most: number): Record<string, string> =>
    value[name] === undefined || value[name] === '' ? {} : { [name]: text(name, most) };
  const type = value['type'];
  switch (type) {
    case 'pause':
    case 'resume':
    case 'stop':
    case 'returnSeat':
      return { type };
    case 'setSpeed': {
      const speed = value['speed'];
      if (typeof speed === 'number' && speed >= SPEED_MIN && speed <= SPEED_MAX)
        return { type, speed };
      throw new Refusal(
        'badRequest',
        `\`speed\` is a number from ${String(SPEED_MIN)} to ${String(SPEED_MAX)}.`,
      );
    }
    case 'leave':
      return { type, node: text('node', 8) };
    case 'join': {
      const node = text('node', 8);
      if (value['runtime'] === undefined) return { type, node };
      const runtime = RUNTIME_NAMES.find((name) => name === value['runtime']);
      if (runtime !== undefined) return { type, node, runtime };
      throw new Refusal('badRequest', `\`runtime\` is one of ${RUNTIME_NAMES.join(', ')}.`);
    }
    case 'inviteSeat':
      return { type, seat: text('seat', 8) };
    case 'takeSeat':
      return {
        type,
        seat: text('seat', 8),
        person: personName(text('person', PERSON_LENGTH_MAX)),
        ...optional('code', 16),
      };
    case 'decide':
      return {
        type,
        task: text('task', 64),
        decision: text('decision', 24),
        ...optional('reason', REASON_LENGTH_MAX),
      };
    default:
      throw new Refusal('badRequest', 'There is no such command.');
  }
}

/** A name that people can read and that no bot and no fault has. */
function personName(name: string): string {
  if (/^[\p{L}\p{M}\p{N} .'’-]+$/u.test(name) && !/^(bot|fault)(?![\p{L}\p{N}])/u.test(name))
    return name;
  throw new Refusal(
    'badRequest',
    both(
      'A name has letters, digits, spaces, points, hyphens and apostrophes.',
      'В имени могут быть буквы, цифры, пробелы, точки, дефисы и апострофы.',
    ),
  );
}
