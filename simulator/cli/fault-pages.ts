/** The pages of docs/ about faults, written from their catalogue: what each does, whom it strikes, how it heals, how to write one. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Page } from '../../reports/docs/markdown.ts';
import { page, table } from '../../reports/docs/markdown.ts';
import { FAULTS } from '../faults/catalogue.ts';
import type { FaultKind } from '../faults/kind.ts';
import type { FaultField } from '../faults/parameters.ts';
import { FAULT_FIELDS } from '../faults/parameters.ts';
import { REAL_ACTS } from '../hosts/real-acts.ts';
import { HAPPENINGS } from './fault-happenings.ts';

type Language = keyof Bilingual;

export const faultPages = (): readonly Page[] => [
  faultsPage('faults.md', 'en'),
  faultsPage('faults.ru.md', 'ru'),
];

function faultsPage(name: string, language: Language): Page {
  const say = (text: Bilingual): string => text[language];
  const kinds = (vocabulary: FaultKind['vocabulary']): string =>
    table(
      HEADS.kinds[language],
      FAULTS.filter((kind) => kind.vocabulary === vocabulary).map((kind) =>
        kindRow(kind, language),
      ),
    );
  return page(name, say(WORDS.title), [
    say(WORDS.intro),
    `![${say(WORDS.picture)}](pictures/faults.png)`,
    `## ${say(WORDS.writing)}`,
    say(WORDS.beginnings),
    code('yaml', say(EXAMPLE)),
    say(WORDS.expectations),
    table(
      HEADS.happenings[language],
      HAPPENINGS.map(({ happens, text, says }) => [
        `\`${happens}\``,
        say(text),
        says.map((name) => `\`${name}\``).join(', '),
      ]),
    ),
    say(WORDS.never),
    code('sh', say(COMMANDS)),
    `## ${say(WORDS.technical)}`,
    kinds('technical'),
    `## ${say(WORDS.domain)}`,
    kinds('domain'),
    `## ${say(WORDS.live)}`,
    say(WORDS.forReal),
    table(
      HEADS.live[language],
      FAULTS.filter(({ vocabulary }) => vocabulary === 'technical').map(({ id }) => {
        const { text, secured } = REAL_ACTS[id];
        return [`\`${id}\``, say(text), secured === undefined ? '' : say(secured.text)];
      }),
    ),
    `## ${say(WORDS.fields)}`,
    table(
      HEADS.fields[language],
      Object.entries(FAULT_FIELDS).map(([field, { text, example }]) => [
        `\`${field}\``,
        say(text),
        `\`${field}: ${example}\``,
      ]),
    ),
    `## ${say(WORDS.journal)}`,
    table(
      HEADS.journal[language],
      ENTRIES.map(([entry, text]) => [entry, say(text)]),
    ),
    say(WORDS.rules),
  ]);
}

const code = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

function kindRow(kind: FaultKind, language: Language): string[] {
  const { id, text, heals, needs, takes } = kind;
  const named = (fields: readonly FaultField[]): string =>
    fields.map((field) => `\`${field}\``).join(', ');
  return [
    `\`${id}\``,
    text[language],
    struck(kind)[language],
    named(needs),
    named(takes),
    heals[language],
    `[${scenarioOf(id)}](../scenarios/faults/${scenarioOf(id)}.yaml)`,
  ];
}

/** `nodeCrash` is shown in the scenario `node-crash`. */
const scenarioOf = (id: string): string =>
  id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Whom it strikes, as far as its fields tell. */
function struck({ needs, takes, ofIce, vocabulary }: FaultKind): Bilingual {
  if (needs.includes('node')) return ofIce === true ? WHOM.nodeOrIce : WHOM.node;
  const [named] = (['post', 'port', 'place'] as const).filter((field) => needs.includes(field));
  if (named !== undefined) return WHOM[named];
  if (takes.includes('office')) return WHOM.office;
  if (vocabulary === 'domain') return WHOM.traffic;
  return takes.includes('node') ? WHOM.lines : WHOM.ice;
}

const WHOM = {
  node: both('a country', 'страна'),
  nodeOrIce: both('a country, or ICE', 'страна или ICE'),
  lines: both('all lines, or those of one country', 'все линии или линии одной страны'),
  ice: both('ICE and all lines', 'ICE и все линии'),
  post: both('a border post', 'пункт пропуска'),
  port: both('a port', 'порт'),
  place: both('a road', 'дорога'),
  office: both('an office, a country, or all', 'орган, страна или все'),
  traffic: both('the traffic', 'перевозки'),
} as const;

const HEADS = {
  kinds: {
    en: ['fault', 'what goes wrong', 'struck', 'must say', 'may say', 'how it heals', 'shown in'],
    ru: [
      'сбой',
      'что происходит',
      'кого касается',
      'обязательно',
      'можно',
      'как проходит',
      'пример',
    ],
  },
  live: {
    en: ['fault', 'for real', 'with certificates or signatures'],
    ru: ['сбой', 'по-настоящему', 'с сертификатами или подписями'],
  },
  fields: { en: ['key', 'meaning', 'example'], ru: ['ключ', 'значение', 'пример'] },
  happenings: {
    en: ['`happens`', 'what it is', 'in `with`, for instance'],
    ru: ['`happens`', 'что это', 'в `with`, например'],
  },
  journal: { en: ['entry', 'says'], ru: ['запись', 'что говорит'] },
} as const;

const ENTRIES: readonly (readonly [entry: string, text: Bilingual])[] = [
  [
    'FaultInjected',
    both(
      'a fault has begun: its name in this run (`nodeCrash-2`), its kind, whom it strikes, until when',
      'сбой начался: его имя в этом прогоне (`nodeCrash-2`), вид, кого касается, до какого времени',
    ),
  ],
  [
    'FaultStruck',
    both(
      'a message was struck on a line, and what became of it: `lost`, `delayed`, `doubled`, `overtaken`, `spoilt`, `queued`, `held`',
      'сообщение затронуто на линии и что с ним стало: `lost`, `delayed`, `doubled`, `overtaken`, `spoilt`, `queued`, `held`',
    ),
  ],
  [
    'NodeDown, NodeUp',
    both('a process takes nothing; it takes again', 'процесс ничего не принимает; снова принимает'),
  ],
  [
    'CommandGiven',
    both(
      'the world, an insurer or a country was told of a fault',
      'о сбое сообщено миру, страховщику или стране',
    ),
  ],
  ['FaultHealed', both('the fault is over', 'сбой прошёл')],
];

const EXAMPLE = both(
  `faults:
  # By time: 36 hours after the start.
  - { fault: nodeCrash, at: 36h, lasts: 2h, node: AZE, dies: afterCommit }
  # By condition: when the first truck queues at Red Bridge (\`time: 3\`: the third), ten minutes later.
  - fault: partition
    when: { happens: TruckQueued, with: { post: ge-tsiteli-khidi } }
    after: 10m
    lasts: 2d
    node: GEO
  # At random: again and again, two days after the last time on average.
  - { fault: loss, every: 2d, lasts: 6h, share: 0.3 }
expect:
  - that: { en: Georgia was silent, ru: Грузия молчала }
    happens: NodeSilent
    with: { node: GEO }
    atLeast: 1`,
  `faults:
  # По времени: через 36 часов после начала.
  - { fault: nodeCrash, at: 36h, lasts: 2h, node: AZE, dies: afterCommit }
  # По условию: когда первая машина встала в очередь на Красном мосту (\`time: 3\` – третья), десятью минутами позже.
  - fault: partition
    when: { happens: TruckQueued, with: { post: ge-tsiteli-khidi } }
    after: 10m
    lasts: 2d
    node: GEO
  # Случайно: снова и снова, в среднем через двое суток после прошлого раза.
  - { fault: loss, every: 2d, lasts: 6h, share: 0.3 }
expect:
  - that: { en: Georgia was silent, ru: Грузия молчала }
    happens: NodeSilent
    with: { node: GEO }
    atLeast: 1`,
);

const COMMANDS = both(
  `npm run -s rehearse -- run faults                                 # a scenario for every kind: one line each
npm run -s rehearse -- run faults/partition --host lockstep       # with a process for each country
npm run -s rehearse -- scenario explain faults/partition --lang ru # told in words`,
  `npm run -s rehearse -- run faults                                 # сценарий на каждый вид: по строке на каждый
npm run -s rehearse -- run faults/partition --host lockstep       # отдельный процесс на каждую страну
npm run -s rehearse -- scenario explain faults/partition --lang ru # то же словами`,
);

const WORDS = {
  title: both('Faults', 'Сбои'),
  intro: both(
    `What may go wrong on purpose: ${String(FAULTS.length)} kinds in two vocabularies. Technical ones strike lines, processes, clocks and disks; those of the domain strike borders, roads, people and papers. Every fault is journalled, and every fault heals. (По-русски: [faults.ru.md](faults.ru.md).)`,
    `Что может нарочно пойти не так: видов – ${String(FAULTS.length)}, в двух группах. Технические сбои касаются линий, процессов, часов и дисков, сбои предметной области – границ, дорог, людей и документов. Каждый сбой записывается в журнал, и каждый проходит. (In English: [faults.md](faults.md).)`,
  ),
  picture: both(
    'Four faults at work in the pilot corridors: where, since when, until when, and how many messages each has struck',
    'Четыре сбоя в пилотных коридорах: где, с каких пор, до каких пор и сколько сообщений каждый затронул',
  ),
  writing: both('How to write one', 'Как их писать'),
  beginnings: both(
    'A scenario lists them under `faults`. Each says how long it `lasts` and when it begins, in one of three ways: `at` a time, `when` something happens for the first or the nth time (`after` a while, if it is said), or `every` so often, at random from the seed. `happens` is the type of a journal entry, `with` what it must say.',
    'Сценарий перечисляет их в `faults`. Каждый говорит, сколько длится (`lasts`) и когда начинается, одним из трёх способов: в срок (`at`), когда что-то происходит в первый или n-й раз (`when`; если указано, спустя `after`) или случайно, с такой частотой в среднем (`every`), от начального числа (seed). `happens` – вид записи журнала, `with` – что в ней должно стоять.',
  ),
  expectations: both(
    'What begins by a condition begins a second after it at the earliest, in every host alike. An expectation may count what happens in the same words. Often waited for:',
    'Начавшееся по условию начинается не раньше чем через секунду после него, одинаково при любом способе прогона. В ожиданиях теми же словами можно считать происходящее. Чаще всего ждут:',
  ),
  never: both(
    'Any other entry of `journal.jsonl` in the folder of a run will do, with what stands in it. A fault whose condition never comes about does nothing: the end of the run and its report say so.',
    'Годится и любая другая запись из `journal.jsonl` в каталоге прогона, с тем, что в ней стоит. Сбой, условие которого не наступило, ничего не делает: об этом говорят конец прогона и отчёт.',
  ),
  technical: both('Technical faults', 'Технические сбои'),
  domain: both('Faults of the domain', 'Сбои предметной области'),
  live: both('In a live run', 'В живом прогоне'),
  forReal: both(
    'In `live`, and in `run --host live`, technical faults are also carried out for real, on processes and on lines that lead through a relay. What they do to the run is still their rule in simulated time, so its journal is that of `virtual`. A line that is cut, or papers that hold no more, are mended before their time when somebody waits for what was sent before: in simulated time it has come. Faults of the domain have nothing real to strike.',
    'В `live` и в `run --host live` технические сбои происходят и по-настоящему: с процессами и с линиями, которые идут через ретранслятор. На ход прогона по-прежнему влияет только их правило в модельном времени, поэтому журнал тот же, что в `virtual`. Разорванная линия, недействительный сертификат или ключ восстанавливаются раньше срока, когда кто-то ждёт отправленного прежде: в модельном времени оно уже пришло. Сбоям предметной области по-настоящему затронуть нечего.',
  ),
  fields: both('What they say', 'Что о них указывают'),
  journal: both('What the journal tells of them', 'Что о них говорит журнал'),
  rules: both(
    'A participant that is down takes nothing: what ICE or a country sends to it is lost and comes again, for it was not receipted; its timers, and whoever calls at its door, wait for its restart. What a fault does to a run is the same in `virtual` and in `lockstep`, to the byte.',
    'Участник, который не работает, ничего не принимает: отправленное ему ICE или страной теряется и приходит снова, так как не подтверждено; его таймеры и обратившиеся к его точке входа ждут перезапуска. Последствия сбоя в `virtual` и `lockstep` одинаковы до байта.',
  ),
} as const;
