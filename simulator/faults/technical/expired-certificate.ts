/** The certificate of a country has expired: ICE refuses its line, both ways. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

export const expiredCertificate: FaultKind = {
  id: 'expiredCertificate',
  vocabulary: 'technical',
  text: both('the certificate of a country has expired', 'срок действия сертификата страны истёк'),
  heals: both(
    'the certificate is renewed and the line is back; outboxes send again what was not receipted',
    'сертификат обновлён, связь восстановлена; исходящие очереди повторяют неподтверждённое',
  ),
  needs: ['node'],
  takes: [],
  strikes: (fault, struck) => onLines(fault, struck, { is: 'lost' }),
};
