// Loaded before the site (`--import`): the clock of this process is that of the machine plus what a file says, in milliseconds,
// as after somebody put the clock of the machine right or wrong. Timers go on as they would then: theirs never jumps. The
// database's clock is another machine's.
import { readFileSync } from 'node:fs';

const file = process.env.CHAOS_CLOCK_FILE;
let offset = 0;
const read = () => {
  try {
    offset = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    offset = 0;
  }
};
if (file !== undefined) {
  read();
  setInterval(read, 200).unref();
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  class ShiftedDate extends RealDate {
    constructor(...values) {
      if (values.length === 0) super(realNow() + offset);
      else super(...values);
    }
    static now() {
      return realNow() + offset;
    }
  }
  Object.defineProperty(ShiftedDate, 'name', { value: 'Date' });
  globalThis.Date = ShiftedDate;
  const { Now } = Temporal;
  const realInstant = Now.instant.bind(Now);
  const zone = (given) => given ?? Now.timeZoneId();
  const instant = () => realInstant().add({ milliseconds: offset });
  Now.instant = instant;
  Now.zonedDateTimeISO = (given) => instant().toZonedDateTimeISO(zone(given));
  Now.plainDateTimeISO = (given) => Now.zonedDateTimeISO(given).toPlainDateTime();
  Now.plainDateISO = (given) => Now.zonedDateTimeISO(given).toPlainDate();
  Now.plainTimeISO = (given) => Now.zonedDateTimeISO(given).toPlainTime();
}
