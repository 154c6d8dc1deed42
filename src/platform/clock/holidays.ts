import getJoursFeries from '@socialgouv/jours-feries';

/**
 * Where holidays differ. In Moselle, Bas-Rhin and Haut-Rhin, Good Friday and 26 December are holidays too (code du travail,
 * article L3134-13; ordinance of 16 August 1892). The commemorations of the abolition of slavery overseas (code du travail,
 * article L3422-2) are not known to the package that holds the calendar: overseas counts as the rest of France.
 */
export type HolidayRegion = 'france' | 'alsace-moselle';

const alsaceMoselle = new Set(['57', '67', '68']);

/**
 * The region of a place.
 * @param code INSEE code of a commune or a postcode: both begin with the département
 */
export function holidayRegionOf(code: string | undefined): HolidayRegion {
  return alsaceMoselle.has(code?.slice(0, 2) ?? '') ? 'alsace-moselle' : 'france';
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
    known.set(key, holidays);
  }
  return holidays;
}

/** Monday to Friday, without holidays: the days on which town halls answer. */
export function isWorkingDay(day: Temporal.PlainDate, region: HolidayRegion = 'france'): boolean {
  return day.dayOfWeek <= 5 && !holidaysOf(day.year, region).has(day.toString());
}
