/** The pages of docs/ about invariants, written from their list: what every run must keep, and where that is asked for. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Page } from '../../reports/docs/markdown.ts';
import { page, table } from '../../reports/docs/markdown.ts';
import { INVARIANT_GROUPS, INVARIANTS } from '../journal/invariants/invariants.ts';

type Language = keyof Bilingual;

export const invariantPages = (): readonly Page[] => [
  invariantsPage('invariants.md', 'en'),
  invariantsPage('invariants.ru.md', 'ru'),
];

function invariantsPage(name: string, language: Language): Page {
  const say = (text: Bilingual): string => text[language];
  return page(name, say(WORDS.title), [
    say(WORDS.intro),
    `\`\`\`sh\n${say(COMMANDS)}\n\`\`\``,
    say(WORDS.reading),
    ...INVARIANT_GROUPS.flatMap(({ title, invariants }) => [
      `## ${say(title)}`,
      table(
        HEADS.map(say),
        invariants.map(({ id, text, source }) => [`\`${id}\``, say(text), source]),
      ),
    ]),
  ]);
}

const HEADS: readonly Bilingual[] = [
  both('invariant', 'инвариант'),
  both('what must hold', 'что должно соблюдаться'),
  both('asked for by', 'чем требуется'),
];

const COUNT = String(INVARIANTS.length);

const WORDS = {
  title: both('Invariants', 'Инварианты'),
  intro: both(
    `What every run must keep, whatever goes wrong in it: ${COUNT} rules, all of them checked entry by entry while the run goes on, in every mode. A violation names the rule, whose doing it is, the movement and the message, and makes the command answer 1. (По-русски: [invariants.ru.md](invariants.ru.md).)`,
    `Что соблюдается в каждом прогоне, что бы в нём ни случилось: правил – ${COUNT}, и все они проверяются запись за записью по ходу прогона, при любом способе. Нарушение называет правило, виновника, перевозку и сообщение, а команда завершается с кодом 1. (In English: [invariants.md](invariants.md).)`,
  ),
  reading: both(
    'What is expected of one scenario only stands in that scenario, under `expect`. A rule that is broken is made small and told as a story by [explore](explore.md); that they notice what is wrong is shown by [participants that are wrong on purpose](mutants.md). The last column names the [rules](rules.md), [rows](states.md), [timers](timers.md) and [messages](messages.md) that ask for it; “ours” is what this range asks for by itself.',
    'То, что ожидается только от одного сценария, указано в нём самом, в `expect`. Нарушение правила сокращает и рассказывает [explore](explore.ru.md); что ошибки замечаются, показывают [намеренно неверные участники](mutants.ru.md). В последнем столбце – [правила](rules.md), [строки таблиц](states.md), [сроки](timers.md) и [сообщения](messages.md), из которых это следует; «ours» – требование самого полигона.',
  ),
} as const;

const COMMANDS = both(
  `npm run -s rehearse -- run pilot/pilot-corridors --until 5d  # a rule that is broken is named at the end
npm run -s rehearse -- check runs/pilot-corridors-1-1        # a recorded run: how many were checked, what was broken`,
  `npm run -s rehearse -- run pilot/pilot-corridors --until 5d  # нарушенное правило названо в конце
npm run -s rehearse -- check runs/pilot-corridors-1-1        # записанный прогон: сколько проверено, что нарушено`,
);
