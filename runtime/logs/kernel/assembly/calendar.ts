const FIRST_YEAR: u32 = 2000;
const LAST_YEAR: u32 = 2099;
/** Days from 1970-01-01 to 2000-01-01. */
export const FIRST_DAY: i32 = 10_957;
/** What stands for the day of a row that is rejected: the one behind 2099-12-31. */
export const REJECTED: i32 = 47_482;

/** Days since 1970 of a date of 2000 to 2099; -1 where it is none. Every fourth of these years is a leap year. */
export function dayOf(year: u32, month: u32, day: u32): i32 {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return -1;
  const isLeap = (year & 3) === 0;
  if (day > daysOf(month, isLeap)) return -1;
  const years = year - FIRST_YEAR;
  let days = FIRST_DAY + ((years * 365 + ((years + 3) >> 2) + day - 1) as i32);
  for (let before: u32 = 1; before < month; before++) days += daysOf(before, isLeap) as i32;
  return days;
}

function daysOf(month: u32, isLeap: bool): u32 {
  if (month === 2) return isLeap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
