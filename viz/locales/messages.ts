/** What each message of the catalogue is for, in the language of the page. */
import { purposeOf } from '../../nodes/common/message-purposes.ts';
import { isMessageCode } from '../../nodes/common/message-types.ts';
import type { Language } from './format.ts';

/** What a message is for; its code where it is no message of the catalogue. */
export const messagePurpose = (code: string, language: Language): string =>
  isMessageCode(code) ? purposeOf(code)[language] : code;
