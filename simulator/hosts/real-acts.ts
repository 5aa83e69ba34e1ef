/** What is done for real, in a live run, beside each fault's rule in simulated time: the rule alone shows in the journal. A table; `real-faults.ts` acts. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { FaultId } from '../faults/parameters.ts';

export type RealAct =
  /** SIGKILL; its supervisor starts it again. */
  | 'kill'
  /** Its store takes nothing more, and it dies of that; it is started again when the fault heals. */
  | 'fillDisk'
  /** Its line to the broker is cut and stays so. */
  | 'sever'
  /** Its connections are reset once. */
  | 'reset'
  /** What passes on its line takes longer. */
  | 'delay'
  /** SIGSTOP, and SIGCONT a moment later. */
  | 'stop'
  /** Its certificate is ended, by its dates. */
  | 'expire'
  /** Its signing key is revoked. */
  | 'revoke'
  | 'none';

export interface RealRow {
  readonly act: RealAct;
  /** What is done, or why nothing is. */
  readonly text: Bilingual;
  /** In place of it where the wire of the run has certificates (`expire`) or signatures (`revoke`). */
  readonly secured?: RealRow;
}

const row = (act: RealAct, en: string, ru: string): RealRow => ({ act, text: both(en, ru) });

const IN_THE_WORLD = row(
  'none',
  'it happens to trucks, roads and people, and those are simulated',
  'это происходит с грузовиками, дорогами и людьми, а они смоделированы',
);
const TCP = row(
  'none',
  'TCP delivers whole, once and in order; a line cannot be made to do otherwise',
  'TCP доставляет целиком, один раз и по порядку; иначе линию не заставить',
);
const ONE_KIND = row(
  'none',
  'a line carries bytes, and cannot pick out some messages',
  'линия передаёт байты и не может выбрать отдельные сообщения',
);
const SAID = row(
  'none',
  'it is a matter of what the systems know and say, not of processes or lines',
  'дело в том, что системы знают и сообщают, а не в процессах и линиях',
);

export const REAL_ACTS: Readonly<Record<FaultId, RealRow>> = {
  delay: row(
    'delay',
    'what passes on the line is held up for a moment',
    'передача по линии задерживается на мгновение',
  ),
  loss: row(
    'reset',
    'connections are reset once, with what was under way on them',
    'соединения однократно сбрасываются вместе с тем, что передавалось',
  ),
  duplicates: TCP,
  reorder: TCP,
  corruption: TCP,
  partition: row(
    'sever',
    'the line to the broker is cut, until the fault heals or somebody needs what was sent before',
    'линия к брокеру разорвана, пока сбой не устранён или кому-то не понадобится отправленное ранее',
  ),
  receiptsLost: ONE_KIND,
  brokerCrash: row(
    'sever',
    'all lines to the broker are cut; the broker itself lives in the process of ICE, or is not ours',
    'все линии к брокеру разорваны; сам брокер живёт в процессе ICE или не наш',
  ),
  nodeCrash: row(
    'kill',
    'the process is killed (SIGKILL) and goes on from its store',
    'процесс уничтожен (SIGKILL) и продолжает из своего хранилища',
  ),
  iceCrash: row(
    'kill',
    'the process of ICE is killed (SIGKILL), with the broker inside, and goes on from its store',
    'процесс ICE уничтожен (SIGKILL) вместе с брокером внутри и продолжает из своего хранилища',
  ),
  diskFull: row(
    'fillDisk',
    'the store refuses to grow (a bound of SQLite, not a full file system); the process dies of it and is started again when there is room',
    'хранилище не может расти (предел SQLite, а не заполненный диск); процесс завершается и запускается снова, когда место есть',
  ),
  slowConsumer: row(
    'stop',
    'the process is stopped for a moment (SIGSTOP, SIGCONT)',
    'процесс ненадолго остановлен (SIGSTOP, SIGCONT)',
  ),
  clockSkew: row(
    'none',
    'time is handed to the processes; they read no clock that could be wrong',
    'время передаётся процессам; они не читают часов, которые могли бы ошибаться',
  ),
  staleReferenceData: SAID,
  expiredCertificate: {
    ...row(
      'sever',
      'without certificates (--tls) the line to the broker is cut, as the broker would cut it',
      'без сертификатов (--tls) линия к брокеру разорвана, как её разорвал бы брокер',
    ),
    secured: row(
      'expire',
      'the certificate is ended by its dates and ICE refuses the line, until it is renewed',
      'срок действия сертификата прекращён, и ICE отклоняет линию, пока он не обновлён',
    ),
  },
  revokedKey: {
    ...row(
      'none',
      'in this run nothing is signed (--signatures)',
      'в этом прогоне ничего не подписывается (--signatures)',
    ),
    secured: row(
      'revoke',
      'the signing key is revoked and ICE refuses what it signs, until there is a new one',
      'ключ подписи отозван, и ICE отклоняет подписанное им, пока нет нового',
    ),
  },
  doorClosed: row(
    'none',
    'in a live run national messages travel over the pipes of the processes, which stay open',
    'в живом прогоне национальные сообщения идут по каналам процессов, которые остаются открытыми',
  ),
  plannedOutage: SAID,
  unplannedOutage: SAID,
  borderClosed: IN_THE_WORLD,
  slowBorder: IN_THE_WORLD,
  roadClosed: IN_THE_WORLD,
  ferryHeld: IN_THE_WORLD,
  surge: IN_THE_WORLD,
  officerAbsent: IN_THE_WORLD,
  breakdown: IN_THE_WORLD,
  sealBroken: IN_THE_WORLD,
  goodsDiverted: IN_THE_WORLD,
  truckGone: IN_THE_WORLD,
  wrongDocuments: IN_THE_WORLD,
  mistypedCodes: IN_THE_WORLD,
  guarantorInsolvent: IN_THE_WORLD,
};
