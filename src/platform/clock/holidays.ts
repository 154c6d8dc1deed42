import getJoursFeries from '@socialgouv/jours-feries';

/**
 * Where holidays differ. In Moselle, Bas-Rhin and Haut-Rhin, Good Friday and 26 December are holidays too (code du travail,
 * article L3134-13; ordinance of 16 August 1892). Overseas, the day that commemorates the abolition of slavery is one as well
 * (code du travail, article L3422-2; law 83-550 of 30 June 1983, decree 83-1003 of 23 November 1983). For Saint-Martin the
 * texts say 27 or 28 May: see docs/law-clock.md.
 */
export type HolidayRegion =
  | 'france'
  | 'alsace-moselle'
  | 'guadeloupe'
  | 'martinique'
  | 'guyane'
  | 'reunion'
  | 'mayotte'
  | 'saint-barthelemy'
  | 'saint-martin';

const alsaceMoselle = new Set(['57', '67', '68']);

/** By the first three figures of an INSEE code; Saint-Barthélemy and Saint-Martin have postcodes of Guadeloupe. */
const overseas: Readonly<Record<string, HolidayRegion>> = {
  971: 'guadeloupe',
  972: 'martinique',
  973: 'guyane',
  974: 'reunion',
  976: 'mayotte',
  977: 'saint-barthelemy',
  978: 'saint-martin',
};
const overseasPostcodes: Readonly<Record<string, HolidayRegion>> = {
  97133: 'saint-barthelemy',
  97150: 'saint-martin',
};

/** Month and day on which each commemorates the abolition of slavery (code du travail, L3422-2). */
const abolition: Partial<Record<HolidayRegion, string>> = {
  guadeloupe: '05-27',
  martinique: '05-22',
  guyane: '06-10',
  reunion: '12-20',
  mayotte: '04-27',
  'saint-barthelemy': '10-09',
  'saint-martin': '05-28',
};

/**
 * The region of a place.
 * @param code INSEE code of a commune or a postcode: both begin with the département, overseas with three figures
 */
export function holidayRegionOf(code: string | undefined): HolidayRegion {
  if (code === undefined) return 'france';
  if (alsaceMoselle.has(code.slice(0, 2))) return 'alsace-moselle';
  return overseasPostcodes[code] ?? overseas[code.slice(0, 3)] ?? 'france';
}

const known = new Map<string, ReadonlySet<string>>();

/** The holidays of a year, YYYY-MM-DD. */
export function holidaysOf(year: number, region: HolidayRegion = 'france'): ReadonlySet<string> {
  const key = `${year} ${region}`;
  let holidays = known.get(key);
  if (holidays === undefined) {
    // The package gives local midnights: their local day is the holiday whatever the zone of the machine.
    holidays = new Set(
      Object.values(getJoursFeries(year, { alsace: region === 'alsace-moselle' })).map((date) =>
        Temporal.PlainDate.from({
          year: date.getFullYear(),
          month: date.getMonth() + 1,
          day: date.getDate(),
        }).toString(),
      ),
    );
    const commemorated = abolition[region];
    if (commemorated !== undefined) holidays = new Set([...holidays, `${year}-${commemorated}`]);
    known.set(key, holidays);
  }
  return holidays;
}

/** Monday to Friday, without holidays: the days on which town halls answer. */
export function isWorkingDay(day: Temporal.PlainDate, region: HolidayRegion = 'france'): boolean {
  return day.dayOfWeek <= 5 && !holidaysOf(day.year, region).has(day.toString());
}
