/** X145: the country that was asked needs to know more; it is answered at once (X144), from the record. */
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';
import { outOfSequence } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';

/** Row E11. */
export function onInformationRequest(
  movement: Movement,
  message: MessageOf<'X145'>,
  from: string,
): Step<Movement> {
  switch (movement.status) {
    case 'underEnquiry':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const { mrn } = movement;
  const { requested } = message.body;
  const information = requested.map((about) => ({
    about,
    text: (KNOWN.get(about)?.(movement) ?? 'not recorded').slice(0, 512),
  }));
  return {
    state: undefined,
    facts: [customsFact({ type: 'InformationGiven', row: 'E11', mrn, about: requested })],
    effects: [
      send(
        'X144',
        message.sender,
        { mrn, office: from, information },
        { ...answering(message), mrn },
      ),
    ],
  };
}

/** What an authority asks for when it knows nothing yet. */
export const USUAL_QUESTIONS = ['means', 'seals', 'consignee', 'goods', 'route'];

/** What the office of departure can tell, by what is asked for. */
const KNOWN: ReadonlyMap<string, (movement: Movement) => string> = new Map([
  ['means', ({ declaration }) => list(declaration.means.map((means) => means.identification))],
  ['seals', ({ seals }) => list(seals?.identifiers ?? [])],
  ['consignee', ({ declaration }) => partyText(declaration.consignee)],
  ['consignor', ({ declaration }) => partyText(declaration.consignor)],
  ['principal', ({ declaration }) => partyText(declaration.principal)],
  ['goods', ({ declaration }) => list(declaration.items.map((item) => item.description))],
  ['route', ({ declaration }) => list(declaration.countriesOfRouting)],
  ['crossed', ({ crossed }) => list(crossed)],
  ['destination', ({ declaration }) => declaration.officeOfDestination],
  ['limit', ({ limitDate }) => isoUtc(limitDate)],
  ['documents', ({ declaration }) => list(declaration.documents.map((paper) => paper.reference))],
]);

const list = (texts: readonly string[]): string => (texts.length === 0 ? 'none' : texts.join(', '));

const partyText = ({ name, country, tin }: Movement['declaration']['principal']): string =>
  tin === undefined ? `${name}, ${country}` : `${name}, ${country}, ${tin}`;
