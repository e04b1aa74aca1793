import { CareplusError } from "../../runtime/errors";

/** Throws CareplusError `unknown_time_zone` unless the name is one of the IANA time zones ("Europe/Berlin", "UTC"). */
export function checkTimeZone(name: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch (cause) {
    throw new CareplusError(
      "unknown_time_zone",
      `"${name}" is no time zone; give one of the IANA names, such as UTC or Europe/Berlin.`,
      { cause },
    );
  }
}
