// Reads a calendar from standard input with ical.js and writes what it
// understood to standard output, as JSON: days as texts, moments as UTC.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const when = (time) => {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) {
    throw new Error(`floating time ${time}`);
  }
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
};

const read = (event) => ({
  uid: event.getFirstPropertyValue("uid"),
  start: when(event.getFirstPropertyValue("dtstart")),
  end: when(event.getFirstPropertyValue("dtend")),
  summary: event.getFirstPropertyValue("summary"),
  description: event.getFirstPropertyValue("description"),
  location: event.getFirstPropertyValue("location"),
  status: event.getFirstPropertyValue("status"),
  categories: event.getAllProperties("categories").flatMap((p) => p.getValues()),
  url: event.getFirstPropertyValue("url"),
});

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const events = calendar.getAllSubcomponents("vevent").map(read);
process.stdout.write(JSON.stringify(events));
