/** The pages of docs/ about mutants, written from their catalogue: who is wrong, in what, and which scenario finds it. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { ICE } from '../../nodes/common/routing.ts';
import type { Mutant } from '../../nodes/mutants/mutant.ts';
import { MUTANTS } from '../../nodes/mutants/mutants.ts';
import type { Page } from '../../reports/docs/markdown.ts';
import { page, table } from '../../reports/docs/markdown.ts';

type Language = keyof Bilingual;

export const mutantPages = (): readonly Page[] => [
  mutantsPage('mutants.md', 'en'),
  mutantsPage('mutants.ru.md', 'ru'),
];

function mutantsPage(name: string, language: Language): Page {
  const say = (text: Bilingual): string => text[language];
  const list = (isOne: (mutant: Mutant) => boolean): string =>
    table(
      HEADS.map(say),
      MUTANTS.filter(isOne).map((mutant) => rowOf(mutant, language)),
    );
  return page(name, say(WORDS.title), [
    say(WORDS.intro),
    `\`\`\`sh\n${say(COMMANDS)}\n\`\`\``,
    say(WORDS.reading),
    `## ${say(WORDS.nodes)}`,
    list(({ at }) => at !== ICE && !isInsurer(at)),
    `## ${say(WORDS.exchanges)}`,
    list(({ at }) => at === ICE),
    `## ${say(WORDS.insurers)}`,
    list(({ at }) => isInsurer(at)),
  ]);
}

const isInsurer = (at: string): boolean => at.startsWith('FI-');

const rowOf = ({ id, text, at, breaks, caughtBy }: Mutant, language: Language): string[] => [
  `\`${id}\``,
  at,
  text[language],
  breaks,
  `[${caughtBy}](../scenarios/${caughtBy}.yaml)`,
];

const HEADS: readonly Bilingual[] = [
  both('mutant', 'мутант'),
  both('who', 'кто'),
  both('what is wrong', 'что неверно'),
  both('breaks', 'нарушает'),
  both('found by', 'чем обнаружен'),
];

const COUNT = String(MUTANTS.length);

const WORDS = {
  title: both('Mutants', 'Мутанты'),
  intro: both(
    `${COUNT} participants that are wrong on purpose, each in one place, to show that the range finds it. Every one of them still brings \`pilot/one-truck\` to its discharge without a violation: who tries no more than that sees nothing. It is then found by a script (a step that does not show what it must, or an invariant violated on the way), or, where no script finds it, by seeds of \`explore/under-fire\`, in which messages are lost and processes die. They are no part of a node or of ICE: nothing but these checks imports them. (По-русски: [mutants.ru.md](mutants.ru.md).)`,
    `Участники (всего ${COUNT}), намеренно неверные, каждый в одном месте: по ним видно, что стенд такое находит. С каждым из них \`pilot/one-truck\` по-прежнему завершается без нарушений: кто проверяет только это, ничего не заметит. Затем его обнаруживает сценарий с шагами (шаг не показывает положенного, или по ходу нарушен инвариант), а если ни один такой сценарий его не находит – прогоны \`explore/under-fire\` с разными начальными числами, где сообщения теряются, а процессы завершаются аварийно. Частью узла или ICE они не являются: их использует только эта проверка. (In English: [mutants.md](mutants.md).)`,
  ),
  reading: both(
    'With one id, the story of the violation is printed as well; `--out` keeps the table, all stories, and the small scenario of each that a seed has found. Exit code 1: one survives, or the smallest rehearsal fails with it. A catch counts only where the right participants pass the same. The story of a script is that of the step that failed, six messages at the most; that of a seed is made as small as it goes ([explore.md](explore.md)).',
    'Если назвать одного, печатается и история нарушения; `--out` сохраняет таблицу, все истории и малый сценарий каждого, обнаруженного прогонами. Код завершения 1: кто-то не обнаружен или с ним не проходит самая малая репетиция. Обнаружение засчитывается, только если верные участники проходят то же самое. История сценария – это история невыполненного шага, не более шести сообщений; история прогона сокращена до предела ([explore.ru.md](explore.ru.md)).',
  ),
  nodes: both('National applications', 'Национальные системы'),
  exchanges: both('Exchanges', 'Системы обмена'),
  insurers: both('Insurers', 'Страховщики'),
} as const;

const COMMANDS = both(
  `npm run -s rehearse -- mutants                    # all of them, on all cores
npm run -s rehearse -- mutants keeps-a-lock       # one, with its story
npm run -s rehearse -- mutants --seeds 200 --out mutants --lang en`,
  `npm run -s rehearse -- mutants                    # все, на всех ядрах
npm run -s rehearse -- mutants keeps-a-lock       # один, с его историей
npm run -s rehearse -- mutants --seeds 200 --out mutants --lang ru`,
);
