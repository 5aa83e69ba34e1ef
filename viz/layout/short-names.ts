/** What people call posts and ports whose names in the data are longer than a map or a sentence bears. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';

export const SHORT_NAMES: Readonly<Record<string, Bilingual>> = {
  'red-bridge': both('Red Bridge', 'Красный Мост'),
  'ge-tsiteli-khidi': both('Tsiteli Khidi', 'Цители-Хиди'),
  'az-krasny-most': both('Krasny Most', 'Красный Мост'),
  'ge-batumi': both('Batumi', 'Батуми'),
  'ge-poti': both('Poti', 'Поти'),
  'az-alat-port': both('Alat', 'Алят'),
  'kz-kuryk-port': both('Kuryk', 'Курык'),
  'kz-aktau-port': both('Aktau', 'Актау'),
  'tm-turkmenbashi-port': both('Turkmenbashi', 'Туркменбашы'),
  'airitom-hairatan': both('Termez – Hairatan', 'Термез – Хайратон'),
  'konysbaev-yallama': both('Konysbaev – Yallama', 'Конысбаев – Яллама'),
};
