/** N117: the truck stands at the office. Risk analysis proposes, an officer decides whether it passes. */
import { customsFact } from '../../common/facts.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { byRow, refuse } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import { sameSeals } from '../same-seals.ts';
import type { TransitRecord } from './transit-record.ts';
import { transitKey } from './transit-record.ts';

/** Before rows B6 and B7, which need the officer; row B14 for a truck that has passed. @param drawn channel from the country's shares. */
export function onPresentation(
  record: TransitRecord,
  message: MessageOf<'N117'>,
  drawn: Channel,
): Step<TransitRecord> {
  switch (record.status) {
    case 'atrCreated':
    case 'overdue':
      return record.presented ? refuse(message, 'C202', '92') : present(record, message, drawn);
    case 'passed':
      return byRow('B14', refuse(message, 'C202', '92'));
    default:
      return refuse(message, 'C202', '92');
  }
}

function present(
  record: TransitRecord,
  message: MessageOf<'N117'>,
  drawn: Channel,
): Step<TransitRecord> {
  const { mrn, office, declaration } = record;
  const channel = channelOf(record, message, drawn);
  const proposed = channel === 'green' ? 'pass' : 'check';
  return {
    state: record.with({
      channel,
      driver: message.sender,
      presentationId: message.messageId,
    }),
    facts: [customsFact({ type: 'TruckPresented', mrn, office })],
    effects: [
      askAbout(
        { kind: 'presentation', key: transitKey(mrn, office), office, proposed, channel, mrn },
        declaration,
      ),
    ],
  };
}

/** Another truck or other seals than at release call for a look; a control at departure is recognised. */
function channelOf(
  { declaration, seals, controlledAtDeparture }: TransitRecord,
  { body }: MessageOf<'N117'>,
  drawn: Channel,
): Channel {
  const asReleased =
    declaration.means[0]?.identification === body.identification && sameSeals(seals, body.seals);
  if (!asReleased) return drawn === 'red' ? 'red' : 'orange';
  return controlledAtDeparture ? 'green' : drawn;
}
