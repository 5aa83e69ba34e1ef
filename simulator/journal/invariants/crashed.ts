/** No participant breaks at a step: whatever it is told, it gives a next state or a refusal, never an exception. */
import type { Invariant } from './invariant.ts';
import { text } from './invariant.ts';

export const crashed: Invariant = {
  id: 'crashed',
  text: {
    en: 'no participant breaks at a step, whatever it is told',
    ru: 'ни один участник не прекращает работу из-за ошибки программы, что бы ему ни пришло',
  },
  source: 'ours',
  shown: ['StepBroken'],
  start(report) {
    return {
      size: () => 0,
      step(entry) {
        const [node, on, why] = [text(entry['node']), text(entry['on']), text(entry['why'])];
        const id = text(entry['id']);
        report({
          t: entry.t,
          node,
          ...(id === '' ? {} : { messageId: id }),
          detail: `${node} broke at a step on ${on}: ${why}`,
        });
      },
    };
  },
};
